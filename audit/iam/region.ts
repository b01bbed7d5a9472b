import type { KeyTypes } from './key-types';
import { ALWAYS_PRESENT, domainOf, inFamily } from './key-types';
import type { ValueSet } from './sets/value-set';
import { ANY_STRING } from './sets/string-set';

/** The dimensions of a request that are no context keys. */
export const ACTION = '~action';
export const RESOURCE = '~resource';
/** The name of a role session: part of the principal, but of no key. */
export const SESSION = '~session';

/**
 * A test of one dimension, with its negation again one test. Holds for a request whose dimension is absent if `absent`; for a
 * present one if all its values lie in `set` (`all`), or some value does (`some`).
 */
export interface Literal {
  readonly dimension: string;
  readonly absent: boolean;
  readonly quantifier: 'all' | 'some';
  readonly set: ValueSet;
}

/** The literal that holds exactly where `literal` doesn't. */
export function negate({ dimension, absent, quantifier, set }: Literal): Literal {
  return { dimension, absent: !absent, quantifier: quantifier === 'all' ? 'some' : 'all', set: set.not() };
}

/** The literal for a dimension that is always there. */
export function within(dimension: string, set: ValueSet): Literal {
  return { dimension, absent: false, quantifier: 'all', set };
}

/**
 * What one dimension may still be: absent, or present with all values in `all` and, for each of `some`, a value in it.
 * `all` is empty where the dimension cannot be present.
 */
export interface Span {
  readonly absent: boolean;
  readonly multi: boolean;
  readonly all: ValueSet;
  readonly some: readonly ValueSet[];
}

function isHollow(span: Span): boolean {
  return !span.absent && span.all.isEmpty();
}

/** The part of `span` in which `literal` holds. */
function narrow(span: Span, literal: Literal): Span {
  const absent = span.absent && literal.absent;
  if (span.all.isEmpty()) return { ...span, absent };
  // With one value there is no difference between all and some.
  const all = literal.quantifier === 'all' || !span.multi ? span.all.and(literal.set) : span.all;
  const demands = literal.quantifier === 'some' && span.multi ? [...span.some, literal.set] : span.some;
  const some = demands.map((set) => set.and(all));
  const possible = !all.isEmpty() && some.every((set) => !set.isEmpty());
  return possible
    ? { absent, multi: span.multi, all, some }
    : { absent, multi: span.multi, all: all.and(all.not()), some: [] };
}

/** A box of requests: the product of what each dimension may be. Immutable. Dimensions not named are free. */
export class Region {
  private constructor(
    private readonly spans: ReadonlyMap<string, Span>,
    private readonly types: KeyTypes,
  ) {}

  /** Every request. */
  public static everything(types: KeyTypes): Region {
    return new Region(new Map(), types);
  }

  /** What `dimension` may be in this region. */
  public span(dimension: string): Span {
    const known = this.spans.get(dimension);
    if (known) return known;
    if (dimension.startsWith('~')) return { absent: dimension === SESSION, multi: false, all: ANY_STRING, some: [] };
    const type = this.types.typeOf(dimension);
    const domain = domainOf(type);
    return { absent: !ALWAYS_PRESENT.has(dimension), multi: type.multi, all: domain, some: [] };
  }

  /** The part in which `literal` holds, or `undefined` where there is none. */
  public and(literal: Literal): Region | undefined {
    const before = this.span(literal.dimension);
    const after = narrow(before, this.typed(literal));
    if (isHollow(after)) return undefined;
    if (same(before, after)) return this;
    return this.with(literal.dimension, after);
  }

  private typed(literal: Literal): Literal {
    if (literal.dimension.startsWith('~')) return literal;
    const set = inFamily(literal.set, this.types.typeOf(literal.dimension));
    return set === literal.set ? literal : { ...literal, set };
  }

  /** The part in which all `literals` hold, or `undefined`. */
  public andAll(literals: readonly Literal[]): Region | undefined {
    return literals.reduce<Region | undefined>((region, literal) => region?.and(literal), this);
  }

  /** This region with `dimension` set to `span`, whatever it was. */
  public with(dimension: string, span: Span): Region {
    return new Region(new Map(this.spans).set(dimension, span), this.types);
  }

  /** The context keys that have been narrowed, sorted. */
  public keys(): string[] {
    return [...this.spans.keys()].filter((dimension) => !dimension.startsWith('~')).sort();
  }
}

function same(a: Span, b: Span): boolean {
  return a.absent === b.absent && a.all.id === b.all.id && a.some.length === b.some.length;
}

import type { Dfa } from './dfa';
import { accepts, acceptsNothing, complement, product } from './dfa';
import type { GlobToken } from './glob';
import { globDfa, globTokens } from './glob';
import { endsDiffer, globIncludes } from './glob-inclusion';
import { cheapestString } from './readable';
import type { Branch } from './trie';
import { trieDfa } from './trie';
import type { ValueSet } from './value-set';
import { nextSetId } from './value-set';

/** Finite, all but finitely many, or whatever an automaton accepts: most policies need only the first two. */
type Form =
  | { readonly kind: 'only' | 'allBut'; readonly texts: ReadonlySet<string> }
  | {
      readonly kind: 'dfa';
      /** What every member begins with: known from a pattern before its automaton is built, and often all that is needed. */
      readonly prefix: string;
      /** The pattern, where the set is one pattern's. */
      readonly tokens?: readonly GlobToken[];
      readonly build: () => Dfa;
    };

/** A set of strings. Operations are cached by identity, so a policy set pays for each pair of patterns once. */
export class StringSet implements ValueSet {
  public readonly id = nextSetId();
  private inverse: StringSet | undefined;
  private automaton: Dfa | undefined;
  private readonly meets = new Map<number, StringSet>();

  private constructor(private readonly form: Form) {}

  public static of(texts: Iterable<string>): StringSet {
    const set = new Set(texts);
    return set.size === 0 ? NONE : new StringSet({ kind: 'only', texts: set });
  }

  public static matching(tokens: readonly GlobToken[]): StringSet {
    if (tokens.every((token) => token.kind === 'char' && !token.fold)) {
      return StringSet.of([
        tokens.map((token) => (token.kind === 'char' ? String.fromCharCode(token.code) : '')).join(''),
      ]);
    }
    return tokens.length === 1 && tokens[0]?.kind === 'star' ? ANY : StringSet.fromGlob(tokens);
  }

  public static union(sets: readonly StringSet[]): StringSet {
    const rest = sets.filter((set) => set.form.kind !== 'only');
    const texts = sets.flatMap((set) => (set.form.kind === 'only' ? [...set.form.texts] : []));
    if (rest.length === 0) return StringSet.of(texts);
    const open = rest.map((set) => set.openBranch());
    if (rest.length + texts.length > 1 && open.every((branch) => branch !== undefined))
      return StringSet.ofBranches([...open, ...texts.map((text) => ({ text, open: false }))]);
    // De Morgan, so that the caches of `and` and `not` serve unions too.
    return [...rest, StringSet.of(texts)].reduce((all, set) => all.not().and(set.not()).not(), NONE);
  }

  /** What any of the patterns matches. */
  public static ofPatterns(patterns: readonly string[]): StringSet {
    return StringSet.union(patterns.map((pattern) => StringSet.matching(globTokens(pattern))));
  }

  /** Texts and beginnings of texts: many cost no more than their letters, and the same ones are the same set. */
  private static ofBranches(branches: readonly Branch[]): StringSet {
    const key = branches
      .map(({ text, open }) => `${open ? '*' : '='}${text}`)
      .sort()
      .join('\n');
    let set = unions.get(key);
    if (!set) {
      set = new StringSet({
        kind: 'dfa',
        prefix: sharedStart(branches.map(({ text }) => text)),
        build: () => trieDfa(branches),
      });
      if (unions.size > MOST_UNIONS) unions.clear();
      if (key.length < LONGEST_KEY) unions.set(key, set);
    }
    return set;
  }

  private static fromDfa(dfa: Dfa): StringSet {
    return acceptsNothing(dfa) ? NONE : new StringSet({ kind: 'dfa', prefix: dfa.prefix, build: () => dfa });
  }

  private static fromGlob(tokens: readonly GlobToken[]): StringSet {
    const plain = tokens.findIndex((token) => token.kind !== 'char' || token.fold);
    const prefix = tokens
      .slice(0, plain)
      .map((token) => (token.kind === 'char' ? String.fromCharCode(token.code) : ''));
    return new StringSet({ kind: 'dfa', prefix: prefix.join(''), tokens, build: () => globDfa(tokens) });
  }

  public not(): StringSet {
    if (!this.inverse) {
      this.inverse = this.inverted();
      this.inverse.inverse ??= this;
    }
    return this.inverse;
  }

  public and(other: ValueSet): StringSet {
    if (!(other instanceof StringSet)) throw new TypeError('a string set meets only string sets');
    if (this === other || other === ANY || this === NONE) return this;
    if (this === ANY || other === NONE) return other;
    // Listed texts are cheap to filter, and too many to remember.
    if (this.form.kind === 'only' || other.form.kind === 'only') return this.meet(other);
    const [left, right] = this.id < other.id ? [this, other] : [other, this];
    let met = left.meets.get(right.id);
    if (!met) {
      met = left.meet(right);
      left.meets.set(right.id, met);
    }
    return met;
  }

  public isEmpty(): boolean {
    return this === NONE;
  }

  public has(value: string): boolean {
    if (this.form.kind === 'dfa') return value.startsWith(this.form.prefix) && accepts(this.dfa(), value);
    return this.form.texts.has(value) === (this.form.kind === 'only');
  }

  /** The members, when they are finitely many and written out. */
  public listed(): string[] | undefined {
    return this.form.kind === 'only' ? [...this.form.texts].sort() : undefined;
  }

  /** A text that every member begins with; empty where none is known. */
  public beginning(): string {
    return this.prefix();
  }

  public witness(): string | undefined {
    const { form } = this;
    if (form.kind === 'only') return shortest(form.texts);
    return cheapestString(this.dfa());
  }

  private meet(other: StringSet): StringSet {
    const [a, b] = [this.form, other.form];
    if (a.kind === 'only') return this.keep([...a.texts].filter((text) => other.has(text)));
    if (b.kind === 'only') return other.keep([...b.texts].filter((text) => this.has(text)));
    if (a.kind === 'allBut' && b.kind === 'allBut')
      return new StringSet({ kind: 'allBut', texts: new Set([...a.texts, ...b.texts]) });
    if (this.cannotMeet(other)) return NONE;
    if (this.isInside(other)) return this;
    if (other.isInside(this)) return other;
    return StringSet.fromDfa(product(this.dfa(), other.dfa(), (left, right) => left && right));
  }

  private keep(texts: readonly string[]): StringSet {
    return this.form.kind === 'only' && texts.length === this.form.texts.size ? this : StringSet.of(texts);
  }

  /** Cheap and incomplete: beginnings or ends that differ, or one pattern against what is left without it. */
  private cannotMeet(other: StringSet): boolean {
    const [a, b] = [this.prefix(), other.prefix()];
    if (!a.startsWith(b) && !b.startsWith(a)) return true;
    const [mine, theirs] = [this.pattern(), other.pattern()];
    if (mine && theirs) return endsDiffer(mine, theirs);
    return this.isInPattern(other.inverse) || other.isInPattern(this.inverse);
  }

  /** Cheap and incomplete: `this` lies in `other` when it cannot meet what `other` leaves out. */
  private isInside(other: StringSet): boolean {
    if (other.form.kind === 'allBut') return [...other.form.texts].every((text) => !this.has(text));
    return this.isInPattern(other) || (other.inverse?.form.kind === 'dfa' && this.cannotMeet(other.inverse));
  }

  private isInPattern(other: StringSet | undefined): boolean {
    const [mine, theirs] = [this.pattern(), other?.pattern()];
    return mine !== undefined && theirs !== undefined && globIncludes(theirs, mine);
  }

  private pattern(): readonly GlobToken[] | undefined {
    return this.form.kind === 'dfa' ? this.form.tokens : undefined;
  }

  /** This set as a beginning of texts, where it is one. */
  private openBranch(): Branch | undefined {
    const tokens = this.pattern();
    const last = tokens?.at(-1);
    if (!tokens || last?.kind !== 'star' || last.inside || this.prefix().length !== tokens.length - 1) return undefined;
    return { text: this.prefix(), open: true };
  }

  private prefix(): string {
    return this.form.kind === 'dfa' ? this.form.prefix : '';
  }

  private inverted(): StringSet {
    const { form } = this;
    if (form.kind !== 'dfa')
      return new StringSet({ kind: form.kind === 'only' ? 'allBut' : 'only', texts: form.texts });
    // A pattern that still waits for its automaton misses some string, or it would have been every string.
    if (form.prefix !== '' && !this.automaton) {
      return new StringSet({ kind: 'dfa', prefix: '', build: () => complement(this.dfa()) });
    }
    return StringSet.fromDfa(complement(this.dfa()));
  }

  private dfa(): Dfa {
    if (this.automaton) return this.automaton;
    if (this.form.kind === 'dfa') {
      this.automaton = this.form.build();
      return this.automaton;
    }
    const listed = trieDfa([...this.form.texts].map((text) => ({ text, open: false })));
    this.automaton = this.form.kind === 'only' ? listed : complement(listed);
    return this.automaton;
  }

  /** The two constants, made where the constructor is visible. */
  public static constants(): { none: StringSet; any: StringSet } {
    const none = new StringSet({ kind: 'only', texts: new Set() });
    const any = new StringSet({ kind: 'allBut', texts: new Set() });
    none.inverse = any;
    any.inverse = none;
    return { none, any };
  }
}

/** The shortest text, of several the first by letters. */
function shortest(texts: Iterable<string>): string | undefined {
  let best: string | undefined;
  for (const text of texts) {
    if (best === undefined || text.length < best.length || (text.length === best.length && text < best)) best = text;
  }
  return best;
}

const unions = new Map<string, StringSet>();
const MOST_UNIONS = 20_000;
const LONGEST_KEY = 2_000;

/** What all texts begin with. */
function sharedStart(texts: readonly string[]): string {
  const [first = '', ...others] = texts;
  let length = first.length;
  for (const other of others) while (!other.startsWith(first.slice(0, length))) length -= 1;
  return first.slice(0, length);
}

const { none: NONE, any: ANY } = StringSet.constants();

/** No string. */
export const NO_STRING = NONE;

/** Every string. */
export const ANY_STRING = ANY;

import { conditionKeyType, globalKeySpelling } from './action-data';
import { OPERATORS } from './operators';
import type { Family, ValueSet } from './sets/value-set';
import { IpSet } from './sets/ip-set';
import { DATES, NUMBERS, NumberSet } from './sets/number-set';
import { ANY_STRING, StringSet } from './sets/string-set';
import type { Statement } from './statement';
import { variableKeys } from './variables';

/** What values a context key can have. */
export interface KeyType {
  readonly family: Family;
  /** Whether a request may carry several values under it. */
  readonly multi: boolean;
  /** Whether its values are `true` and `false`. */
  readonly bool: boolean;
}

/** Keys that AWS documents as present in every request. */
export const ALWAYS_PRESENT: ReadonlySet<string> = new Set([
  'aws:securetransport',
  'aws:currenttime',
  'aws:epochtime',
  'aws:principalisawsservice',
  'aws:viaawsservice',
  'aws:principaltype',
  'aws:requestedregion',
]);

const BOOLS = StringSet.of(['true', 'false']);
const SOME_TEXT = StringSet.of(['']).not();

/** The values a present key of this type may have. */
export function domainOf(type: KeyType): ValueSet {
  if (type.family === 'number') return NumberSet.all(NUMBERS);
  if (type.family === 'date') return NumberSet.all(DATES);
  if (type.family === 'ip') return IpSet.all();
  // An empty text under a multi-valued key is no value at all.
  return type.bool ? BOOLS : type.multi ? SOME_TEXT : ANY_STRING;
}

/** Thrown where a wildcard pattern meets a key that holds numbers, dates or addresses: the caller reports *not evaluated*. */
export class MixedFamilies extends Error {}

/** `set` in the representation of `type`: its texts are read as the numbers, instants or addresses they spell. */
export function inFamily(set: ValueSet, type: KeyType): ValueSet {
  if (!(set instanceof StringSet)) return set;
  if (type.family === 'string') return type.bool ? lowered(set) : set;
  const texts = set.listed();
  if (texts)
    return texts
      .map((text) => exactValue(type, text))
      .reduce((all, one) => all.not().and(one.not()).not(), nothingOf(type));
  if (!set.not().listed()) throw new MixedFamilies();
  return inFamily(set.not(), type).not();
}

function exactValue(type: KeyType, text: string): ValueSet {
  if (type.family === 'ip') return IpSet.block(text) ?? nothingOf(type);
  const spelling = type.family === 'date' ? DATES : NUMBERS;
  const value = spelling.read(text);
  return value === undefined ? nothingOf(type) : NumberSet.equal(value, spelling);
}

/** No value of this type. */
export function nothingOf(type: KeyType): ValueSet {
  const domain = domainOf(type);
  return domain.and(domain.not());
}

function lowered(set: StringSet): StringSet {
  const texts = set.listed();
  return texts ? StringSet.of(texts.map((text) => text.toLowerCase())) : set;
}

/** Decides each key's type from AWS's data and, where that says nothing, from how the policies use it. */
export class KeyTypes {
  private readonly uses = new Map<string, { families: Set<Family>; bool: boolean; quantified: boolean }>();
  private readonly types = new Map<string, KeyType>();
  private readonly spellings = new Map<string, string>();
  private readonly names = new Set<string>();

  /** @param more keys that something other than a statement asks for */
  public constructor(statements: Iterable<Statement>, more: readonly string[] = []) {
    for (const key of more) this.names.add(key.toLowerCase());
    for (const statement of statements) {
      const { conditions } = statement;
      for (const key of [...variableKeys(statement), ...conditions.map((clause) => clause.key)])
        this.names.add(key.toLowerCase());
      for (const { operator, key, quantifier } of conditions) {
        const known = OPERATORS.get(operator.toLowerCase());
        const use = this.uses.get(key.toLowerCase()) ?? { families: new Set(), bool: false, quantified: false };
        this.uses.set(key.toLowerCase(), use);
        if (!this.spellings.has(key.toLowerCase())) this.spellings.set(key.toLowerCase(), key);
        if (known && known.family !== 'presence') use.families.add(known.family);
        if (known?.comparison === 'bool') use.bool = true;
        if (quantifier) use.quantified = true;
      }
    }
  }

  public typeOf(key: string): KeyType {
    const name = key.toLowerCase();
    let type = this.types.get(name);
    if (!type) {
      type = this.decide(name);
      this.types.set(name, type);
    }
    return type;
  }

  /** Every key that some policy tests or uses as a variable, lower case. */
  public mentioned(): string[] {
    return [...this.names].sort();
  }

  public mentions(key: string): boolean {
    return this.names.has(key);
  }

  /** The key as a policy or AWS spells it. */
  public spell(key: string): string {
    return this.spellings.get(key) ?? globalKeySpelling(key) ?? key;
  }

  /** All that types and spellings are decided by: equal descriptions decide alike. */
  public description(): string {
    const uses = [...this.uses].map(([key, { families, bool, quantified }]) =>
      [key, [...families].sort().join('+'), bool, quantified, this.spellings.get(key)].join(' '),
    );
    return [...uses.sort(), ...this.mentioned()].join('\n');
  }

  private decide(name: string): KeyType {
    const use = this.uses.get(name);
    const known = conditionKeyType(name);
    const multi = known ? known.multi : (use?.quantified ?? false);
    const families = [...(use?.families ?? [])];
    const [only] = families;
    // aws:EpochTime is compared with numbers and with dates: both mean seconds since 1970.
    const family =
      name === 'aws:epochtime'
        ? 'date'
        : only && families.length === 1
          ? only
          : (known?.family ?? families.sort()[0] ?? 'string');
    return { family, multi, bool: family === 'string' && (use?.bool || known?.bool || false) };
  }
}

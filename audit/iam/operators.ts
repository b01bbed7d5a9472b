import { IpSet } from './sets/ip-set';
import { DATES, NUMBERS, NumberSet } from './sets/number-set';
import type { Family, ValueSet } from './sets/value-set';

/** How a value of a string operator is compared. */
export type Comparison = 'literal' | 'fold' | 'glob' | 'arn' | 'bool';

/** One condition operator, without its quantifier and `IfExists`. */
export interface Operator {
  readonly name: string;
  readonly family: Family | 'presence';
  readonly negated: boolean;
  /** For the string family. */
  readonly comparison?: Comparison;
  /** For the other families: what one value matches. `asDate` when the key holds instants. */
  readonly match?: (value: string, asDate: boolean) => ValueSet;
  /** Whether AWS would understand `value`. */
  readonly readable: (value: string) => boolean;
}

type Order = 'Equals' | 'LessThan' | 'LessThanEquals' | 'GreaterThan' | 'GreaterThanEquals';

const ANY_TEXT = (): boolean => true;

function text(name: string, comparison: Comparison, negated: boolean): Operator {
  const readable = comparison === 'bool' ? (value: string) => /^(true|false)$/i.test(value) : ANY_TEXT;
  return { name, family: 'string', negated, comparison, readable };
}

function ordered(kind: 'Numeric' | 'Date', order: Order, negated: boolean): Operator {
  const family = kind === 'Date' ? 'date' : 'number';
  const spelling = (asDate: boolean): typeof NUMBERS => (asDate || family === 'date' ? DATES : NUMBERS);
  return {
    name: `${kind}${negated ? 'Not' : ''}${order}`,
    family,
    negated,
    readable: (value) => spelling(false).read(value) !== undefined,
    match: (value, asDate) => {
      const used = spelling(asDate);
      const at = used.read(value) ?? NaN;
      if (order === 'Equals') return NumberSet.equal(at, used);
      const inclusive = order.endsWith('Equals');
      return order.startsWith('Less') ? NumberSet.below(at, inclusive, used) : NumberSet.above(at, inclusive, used);
    },
  };
}

function address(name: string, negated: boolean): Operator {
  const match = (value: string): ValueSet => IpSet.block(value) ?? IpSet.all().not();
  return { name, family: 'ip', negated, readable: (value) => IpSet.block(value) !== undefined, match };
}

const ORDERS: readonly Order[] = ['LessThan', 'LessThanEquals', 'GreaterThan', 'GreaterThanEquals'];

const ALL: readonly Operator[] = [
  text('StringEquals', 'literal', false),
  text('StringNotEquals', 'literal', true),
  text('StringEqualsIgnoreCase', 'fold', false),
  text('StringNotEqualsIgnoreCase', 'fold', true),
  text('StringLike', 'glob', false),
  text('StringNotLike', 'glob', true),
  // AWS: ArnEquals and ArnLike behave identically.
  text('ArnEquals', 'arn', false),
  text('ArnLike', 'arn', false),
  text('ArnNotEquals', 'arn', true),
  text('ArnNotLike', 'arn', true),
  text('BinaryEquals', 'literal', false),
  text('Bool', 'bool', false),
  ...(['Numeric', 'Date'] as const).flatMap((kind) => [
    ordered(kind, 'Equals', false),
    ordered(kind, 'Equals', true),
    ...ORDERS.map((order) => ordered(kind, order, false)),
  ]),
  address('IpAddress', false),
  address('NotIpAddress', true),
  { name: 'Null', family: 'presence', negated: false, readable: (value) => /^(true|false)$/i.test(value) },
];

/** Every operator by its lower-case name: AWS compares operator names without case. */
export const OPERATORS: ReadonlyMap<string, Operator> = new Map(
  ALL.map((operator) => [operator.name.toLowerCase(), operator]),
);

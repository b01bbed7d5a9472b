import type { Approximation } from './approximation';
import { exactly } from './approximation';
import type { KeyType, KeyTypes } from './key-types';
import { domainOf, nothingOf } from './key-types';
import type { Operator } from './operators';
import { OPERATORS } from './operators';
import { patternSet, unionOf } from './pattern-set';
import type { Literal } from './region';
import type { ValueSet } from './sets/value-set';
import { StringSet } from './sets/string-set';
import type { ConditionClause } from './statement';
import type { KeyLookup } from './variables';

/** What a condition is known to say: a test, `true`, or `false`. */
export type Truth = Literal | boolean;

/** Nothing is known: it may hold, and it may not. */
const UNDECIDED: Approximation<Truth> = { upper: true, lower: false };
const NOTHING = StringSet.of(['']);

/** The test a clause makes of its key. */
export function clauseLiteral(
  clause: ConditionClause,
  variables: boolean,
  types: KeyTypes,
  lookup: KeyLookup,
): Approximation<Truth> {
  const operator = OPERATORS.get(clause.operator.toLowerCase());
  if (clause.unreadable !== undefined || !operator) return UNDECIDED;
  const type = types.typeOf(clause.key);
  if (operator.family === 'presence') return exactly(presence(clause, type));
  // AWS demands a quantifier for a key with several values and does not say what happens without one.
  if (type.multi && !clause.quantifier) return onlyIfAbsent(clause, operator, type);
  if (operator.family !== type.family && !(operator.family === 'number' && type.family === 'date')) return UNDECIDED;
  const matched = valuesOf(clause, operator, type, variables, lookup);
  const sets = operator.negated ? { upper: matched.lower.not(), lower: matched.upper.not() } : matched;
  return {
    upper: literalOf(clause, operator, type, sets.upper),
    lower: literalOf(clause, operator, type, sets.lower),
  };
}

function onlyIfAbsent(clause: ConditionClause, operator: Operator, type: KeyType): Approximation<Truth> {
  const base = {
    dimension: clause.key.toLowerCase(),
    absent: operator.negated || clause.ifExists,
    quantifier: 'all' as const,
  };
  return { upper: { ...base, set: domainOf(type) }, lower: { ...base, set: nothingOf(type) } };
}

function presence(clause: ConditionClause, type: KeyType): Literal {
  const wanted = clause.values.map((value) => value.toLowerCase());
  const set = wanted.includes('false') ? domainOf(type) : nothingOf(type);
  return { dimension: clause.key.toLowerCase(), absent: wanted.includes('true'), quantifier: 'all', set };
}

function valuesOf(
  clause: ConditionClause,
  operator: Operator,
  type: KeyType,
  variables: boolean,
  lookup: KeyLookup,
): Approximation<ValueSet> {
  const { match, comparison } = operator;
  if (comparison) return unionOf(clause.values.map((value) => patternSet(value, comparison, variables, lookup)));
  const domain = domainOf(type);
  const outside = clause.values
    .map((value) => match?.(value, type.family === 'date') ?? nothingOf(type))
    .reduce((rest, set) => rest.and(set.not()), domain);
  return exactly(outside.not());
}

function literalOf(clause: ConditionClause, operator: Operator, type: KeyType, set: ValueSet): Literal {
  const dimension = clause.key.toLowerCase();
  if (!clause.quantifier) {
    return { dimension, absent: operator.negated || clause.ifExists, quantifier: 'all', set };
  }
  // An empty text counts as no value: it satisfies ForAllValues and never ForAnyValue.
  const texts = set instanceof StringSet ? set : undefined;
  if (clause.quantifier === 'ForAllValues') {
    return { dimension, absent: true, quantifier: 'all', set: texts ? StringSet.union([texts, NOTHING]) : set };
  }
  const some = texts && !type.multi ? texts.and(NOTHING.not()) : set;
  return { dimension, absent: clause.ifExists, quantifier: 'some', set: some };
}

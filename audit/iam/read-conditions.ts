import { OPERATORS } from './operators';
import type { ConditionClause } from './statement';

/** Reads a `Condition` block into clauses; a part that cannot be read stays as an unreadable clause. */
export function readConditions(raw: unknown, note: (reason: string) => void): ConditionClause[] {
  if (raw === undefined) return [];
  if (!isObject(raw)) return [unreadableClause('', '', 'Condition is no object', note)];
  return Object.entries(raw).flatMap(([name, keys]) => {
    if (!isObject(keys)) return [unreadableClause(name, '', `${name} is no object`, note)];
    return Object.entries(keys).map(([key, values]) => readClause(name, key, values, note));
  });
}

function readClause(name: string, key: string, raw: unknown, note: (reason: string) => void): ConditionClause {
  const match = /^(?:(forallvalues|foranyvalue):)?(.+?)(ifexists)?$/.exec(name.toLowerCase());
  const operator = OPERATORS.get(match?.[2] ?? '');
  const list = Array.isArray(raw) ? raw : [raw];
  const values = list.filter(isScalar).map(String);
  if (!match || !operator) return unreadableClause(name, key, `the condition operator ${name} is unknown`, note);
  if (values.length < list.length) return unreadableClause(name, key, `a value of ${name} ${key} is no text`, note);
  if (operator.name === 'Null' && (match[1] ?? match[3])) {
    return unreadableClause(name, key, 'Null takes no quantifier and no IfExists', note);
  }
  const bad = values.find((value) => !operator.readable(value));
  // A negated test of a value nobody can read may hold; only AWS knows.
  if (bad !== undefined) return unreadableClause(name, key, `${name} cannot read the value ${bad}`, note);
  return {
    operator: operator.name,
    ...(match[1] ? { quantifier: match[1] === 'forallvalues' ? 'ForAllValues' : 'ForAnyValue' } : {}),
    ifExists: match[3] !== undefined,
    key,
    values,
  };
}

function unreadableClause(
  operator: string,
  key: string,
  reason: string,
  note: (reason: string) => void,
): ConditionClause {
  note(reason);
  return { operator, ifExists: false, key, values: [], unreadable: reason };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isScalar(value: unknown): value is string | number | boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

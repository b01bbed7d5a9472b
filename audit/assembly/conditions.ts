import type { Scope, Truth } from './scope';
import { isList, isMap, member, type Raw } from './source';
import { hasSymbol } from './symbol';
import { Unresolved, type Resolved } from './value';

/** Decides a condition expression. Anything malformed or not known is 'unknown', never false. */
export function decide(raw: Raw | undefined, scope: Scope): Truth {
  return scope.budget.spend(1) ? (scope.budget.deeper(() => decideHere(raw, scope)) ?? 'unknown') : 'unknown';
}

function decideHere(raw: Raw | undefined, scope: Scope): Truth {
  if (!isMap(raw)) return literal(raw);
  const [operator, ...more] = Object.keys(raw);
  if (operator === undefined || more.length > 0) return 'unknown';
  const operand = member(raw, operator);
  switch (operator) {
    case 'Condition':
      return typeof operand === 'string' ? scope.condition(operand) : 'unknown';
    case 'Fn::Not':
      return isList(operand) && operand.length === 1 ? negate(decide(operand[0], scope)) : 'unknown';
    case 'Fn::And':
      return isList(operand) && operand.length > 0 ? all(operand.map((one) => decide(one, scope))) : 'unknown';
    case 'Fn::Or':
      return isList(operand) && operand.length > 0
        ? negate(all(operand.map((one) => negate(decide(one, scope)))))
        : 'unknown';
    case 'Fn::Equals':
      return isList(operand) && operand.length === 2
        ? equal(scope.value(operand[0]), scope.value(operand[1]))
        : 'unknown';
    default:
      return 'unknown';
  }
}

export function negate(truth: Truth): Truth {
  return truth === 'unknown' ? truth : !truth;
}

function all(truths: readonly Truth[]): Truth {
  if (truths.includes(false)) return false;
  return truths.includes('unknown') ? 'unknown' : true;
}

function literal(raw: Raw | undefined): Truth {
  return raw === true || raw === 'true' ? true : raw === false || raw === 'false' ? false : 'unknown';
}

/** Two texts are different only when neither leaves something open; a symbol is surely equal to itself. */
function equal(left: Resolved, right: Resolved): Truth {
  if (!isScalar(left) || !isScalar(right)) return 'unknown';
  if (String(left) === String(right)) return true;
  return hasSymbol(String(left)) || hasSymbol(String(right)) ? 'unknown' : false;
}

function isScalar(value: Resolved): value is string | number | boolean {
  return !(value instanceof Unresolved) && ['string', 'number', 'boolean'].includes(typeof value);
}

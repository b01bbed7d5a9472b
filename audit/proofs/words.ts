import { printable } from '../assembly/symbol';
import type { Answer, Counterexample } from '../iam/answer';
import type { StatementRef } from '../iam/statement';
import type { AccessRequest, ConcretePrincipal } from '../iam/world';

/** A counterexample as a sentence: who, what, on what, with which keys, and the statements that let it through. */
export function requestInWords(example: Counterexample): string {
  const { request, allowedBy, assumptions } = example;
  const through = [...new Set(allowedBy.map(statementInWords))].join(' and ');
  const taken = assumptions.length > 0 ? `, where ${assumptions.join('; ')}` : '';
  return printable(
    `${shortRequest(request)} is allowed by ${through === '' ? 'what no template declares' : through}${taken}`,
  );
}

/** Who does what on what, under which circumstances. */
export function shortRequest({ principal, action, resource, context }: AccessRequest): string {
  const keys = Object.entries(context)
    .filter(([key]) => !IMPLIED.test(key))
    .map(([key, value]) => `${key}=${[value].flat().join(',')}`);
  const where = keys.length > 0 ? ` with ${keys.join(', ')}` : '';
  return printable(`${principalInWords(principal)}: ${action} on ${resource}${where}`);
}

/** Why a question stayed open, from the engine's reasons. */
export function reasonInWords(answer: Extract<Answer, { kind: 'notEvaluated' }>): string {
  return printable(
    [...new Set(answer.reasons.map(({ where, reason }) => `${where}: ${reason}`))].slice(0, 3).join('; '),
  );
}

/** A statement by its Sid or number, with the construct its policy comes from. */
export function statementInWords({ policy, sid, index, origin }: StatementRef): string {
  const name = sid === undefined ? `statement ${index + 1}` : `statement ${sid}`;
  const place = origin !== undefined && !policy.includes(origin) ? ` of ${origin}` : '';
  return `${name} of ${policy}${place}`;
}

/** Keys that only repeat who the caller is. */
const IMPLIED = /^aws:(?:Principal(?:Arn|Account|Type|IsAWSService|ServiceName|ServiceNamesList)|userid|username)$/i;

function principalInWords(principal: ConcretePrincipal): string {
  switch (principal.kind) {
    case 'service':
      return principal.service;
    case 'anonymous':
      return 'anyone, unsigned';
    case 'named':
      return `${principal.entry} ${principal.value}`;
    default:
      return principal.arn;
  }
}

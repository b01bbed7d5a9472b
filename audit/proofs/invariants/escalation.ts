import type { ChainStep, Reachable } from '../../iam/closure';
import { parsePolicy } from '../../iam/policy';
import type { Facts } from '../facts';
import type { Invariant, Proof } from '../invariant';
import { requestInWords } from '../words';

/** No principal can come to permissions that nobody gave it. */
export const ESCALATION: Invariant = {
  id: 'Proof-Escalation',
  title: 'No principal can give itself, or take over, more than it was given',
  risk: 'One role that can pass, rewrite or replace another is worth as much as the strongest that it reaches.',
  check:
    'For each declared principal, as a fixpoint: passing roles to services, rewriting trust and policies, replacing code of functions and making credentials reach no other role, and not “anything”. Assuming a role counts unless that role’s trust policy names the principal.',
  remedy:
    'Take the step’s action out of the role, narrow iam:PassRole to one role and service, or deny it in the boundary.',
  sources: ['OWASP LLM03:2026', 'OWASP ASI03', 'NIST AC-6', 'ATLAS T0012', 'AISVS C5'],
  prove(facts) {
    return facts.world.principals.map(({ arn, origin }): Proof => {
      const subject = origin ?? arn;
      const chains = facts.reachable(arn).filter(({ path }) => !path.every((step) => isDeclared(facts, step)));
      const [worst] = [...chains].sort((a, b) => Number(b.certain) - Number(a.certain));
      if (!worst) return { kind: 'proved', subject, detail: 'no step leads beyond its own permissions' };
      const first = worst.path.flatMap(({ evidence }) => evidence).find(({ kind }) => kind === 'counterexample');
      return {
        kind: worst.certain ? 'refuted' : 'not evaluated',
        subject,
        detail: inWords(worst),
        ...(first?.kind === 'counterexample' ? { counterexample: first } : {}),
      };
    });
  },
};

/** A chain step by step, with the request that each needs. */
function inWords({ principal, path, certain }: Reachable): string {
  const steps = path.map(({ from, title, evidence }) => {
    const needs = evidence.flatMap((one) => (one.kind === 'counterexample' ? [requestInWords(one)] : []));
    return `${from} ${title}${needs.length > 0 ? ` (${needs.join('; ')})` : ''}`;
  });
  const reach = principal === '*' ? 'anything' : principal;
  return `${certain ? 'reaches' : 'may reach'} ${reach}: ${steps.join(', then ')}`;
}

/** Assuming a role that names the caller in its trust policy is what its author wrote down. */
function isDeclared(facts: Facts, { id, from, to }: ChainStep): boolean {
  if (id !== 'assume-role') return false;
  const trust = facts.world.principals.find(({ arn }) => arn === to)?.trust;
  if (!trust) return false;
  return parsePolicy(trust, 'trust').statements.some(
    ({ effect, principal, conditions }) =>
      effect === 'Allow' &&
      ((principal?.entries ?? []).some(({ value }) => value === from) ||
        conditions.some(({ key, values }) => /^aws:PrincipalArn$/i.test(key) && values.includes(from))),
  );
}

import { parsePolicy, type NamedPolicy } from '../../iam/policy';
import type { Facts } from '../facts';
import type { Invariant, Proof } from '../invariant';
import { faults, type PolicyPlace } from '../statement-faults';

/** Each allow says what, on what, and for whom; what is left out of a statement is not made up for by another. */
export const STATEMENT_SCOPE: Invariant = {
  id: 'Proof-StatementScope',
  title: 'Each allow names its actions, its resources and its principals',
  risk: 'A wildcard that is harmless beside today’s denies and boundaries is what remains when one of them goes.',
  check:
    'No allow of a role, user or resource policy has all actions of a service, or all but some; one with all resources has only actions that act on none, and those of them that change something have a condition that binds them; a policy of a resource that is open to everyone names who by a condition; listing a bucket is bound to a prefix where reading it is; a statement for a service carries its source’s account.',
  remedy: 'Write the actions and ARNs out; bind what has no resource, and every service, by a condition.',
  sources: ['NIST AC-6', 'AWS IAM.1', 'AWS IAM.21', 'AISVS 4.2', 'OWASP LLM06:2026'],
  prove(facts) {
    return [...ofIdentities(facts), ...ofResources(facts)];
  },
};

interface Place extends PolicyPlace {
  readonly policy: NamedPolicy;
}

function ofIdentities({ world, declared }: Facts): readonly Proof[] {
  const strict = declared.platform !== undefined;
  const policies = new Map<string, Place>();
  for (const { policies: own, boundary, trust } of world.principals) {
    for (const policy of [...own, ...(boundary ? [boundary] : [])])
      policies.set(policy.name, { policy, kind: 'identity', strict });
    if (trust) policies.set(trust.name, { policy: trust, kind: 'trust', strict });
  }
  return [...policies.values()].flatMap((place) => ofPolicy(place));
}

function ofResources({ world, declared }: Facts): readonly Proof[] {
  const strict = declared.platform !== undefined;
  const places = (world.resources ?? []).flatMap(({ policies, kind }) =>
    (policies ?? []).map((policy): Place => ({ policy, kind: kind === 'key' ? 'key' : 'resource', strict })),
  );
  return places.flatMap((place) => ofPolicy(place));
}

function ofPolicy(place: Place): readonly Proof[] {
  const { statements, notEvaluated } = parsePolicy(place.policy, place.kind === 'key' ? 'resource' : place.kind);
  const subject = place.policy.name;
  const wrong = statements.flatMap((statement) => {
    if (statement.effect === 'Deny') return [];
    return faults(statement, statements, place).map(
      (fault) => `statement ${statement.sid ?? statement.index + 1}: ${fault}`,
    );
  });
  if (wrong.length > 0) return [{ kind: 'refuted', subject, detail: wrong.join('; ') }];
  const [unread] = notEvaluated;
  if (unread) return [{ kind: 'not evaluated', subject, detail: unread.reason }];
  return [{ kind: 'proved', subject, detail: 'each allow is bounded' }];
}

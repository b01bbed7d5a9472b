import type { NamedPolicy } from '../../iam/policy';
import { parsePolicy, type PolicyRole } from '../../iam/policy';
import type { Statement } from '../../iam/statement';
import type { Facts } from '../facts';
import type { Invariant, Proof } from '../invariant';
import { oneByOne } from '../one-by-one';
import { impossible, nobody } from '../verdicts';

const UNSOURCED = {
  'aws:SourceArn': null,
  'aws:SourceAccount': null,
  'aws:SourceOrgID': null,
  'aws:SourceOrgPaths': null,
};

/** Services that name no source when they take a role: only who may pass the role to them decides whom they act for. */
const NO_SOURCE: Readonly<Record<string, string>> = {
  'ec2.amazonaws.com': 'EC2 takes the role of the instance profile that the instance was started with',
  'ecs-tasks.amazonaws.com': 'a task takes the role of its own definition',
  'lambda.amazonaws.com': 'a function takes the role that it was created with',
  'apigateway.amazonaws.com': 'API Gateway takes the role that the account’s settings or the integration name',
  'cloudtrail.amazonaws.com': 'a trail takes the role that it was made with',
  'config.amazonaws.com': 'the recorder takes the role that it was made with',
  'malware-protection-plan.guardduty.amazonaws.com': 'a malware plan takes the role that it was made with',
};

/** Nobody from outside is let in but those who are listed, and services only on behalf of who is. */
export const OUTSIDE_PRINCIPALS: Invariant = {
  id: 'Proof-OutsidePrincipals',
  title: 'No policy lets in strangers, or a service on a stranger’s behalf',
  risk: 'One public or cross-account statement gives data or a role to the world; a service that anyone can configure is a deputy of anyone.',
  check:
    'For each policy of a resource, a role’s trust included: no unsigned request, and no principal of an account that neither holds a stack nor is named in that policy, is allowed from outside of the organisation; a service is allowed only with its source, or bound to an encryption context or another service.',
  remedy:
    'Name the account or bound the statement by aws:PrincipalOrgID; give service principals aws:SourceArn or aws:SourceAccount.',
  sources: ['OWASP LLM02:2026', 'NIST AC-3', 'NIST AC-4', 'AWS S3.2', 'AISVS 4.3'],
  prove(facts) {
    const trusts = facts.world.principals.flatMap(({ arn, origin, trust }) =>
      trust ? [{ place: `${origin ?? arn}: trust`, policies: [trust], covers: [arn], role: 'trust' as const }] : [],
    );
    const resources = (facts.world.resources ?? []).map(({ arn, covers, policies, origin }) => ({
      place: origin ?? arn,
      policies: policies ?? [],
      covers: covers ?? [arn],
      role: 'resource' as const,
    }));
    const governed = [...resources, ...trusts].filter(({ policies }) => policies.length > 0);
    return oneByOne('policies of resources', governed, (one) => proofsOf(facts, one));
  },
};

interface Governed {
  readonly place: string;
  readonly policies: readonly NamedPolicy[];
  readonly covers: readonly string[];
  readonly role: PolicyRole;
}

function proofsOf(facts: Facts, { place, policies, covers, role }: Governed): readonly Proof[] {
  const statements = policies.flatMap((policy) => [...parsePolicy(policy, role).statements]);
  const allows = statements.filter(({ effect }) => effect !== 'Deny');
  if (allows.length === 0) return [];
  return [...strangers(facts, place, covers, allows, statements), ...services(facts, place, covers, allows)];
}

function strangers(
  facts: Facts,
  place: string,
  covers: readonly string[],
  allows: readonly Statement[],
  all: readonly Statement[],
): readonly Proof[] {
  const text = JSON.stringify(allows.map(({ principal, conditions }) => [principal, conditions]));
  const own = new Set((facts.world.accounts ?? []).map(({ id }) => id));
  const organisations = all.flatMap(({ conditions }) =>
    conditions.filter(({ key }) => /^aws:PrincipalOrgID$/i.test(key)).flatMap(({ values }) => [...values]),
  );
  const open = facts.who({
    action: actionsOf(allows),
    resource: covers,
    undeclaredOnly: true,
    given: { 'aws:PrincipalOrgID': { noneOf: organisations } },
  });
  const outside = open.may.filter(({ example }) => {
    const { principal } = example.request;
    if (principal.kind === 'service') return false;
    if (principal.kind === 'anonymous') return true;
    if (principal.kind === 'named') return false;
    return !own.has(principal.account) && !text.includes(principal.account);
  });
  return nobody(
    { may: outside, notEvaluated: open.notEvaluated.filter(({ who }) => who !== 'AWS services') },
    { subject: `${place}: strangers` },
    'nobody unsigned, and nobody of an account that is not named, is let in from outside of the organisation',
    'lets a stranger in',
  );
}

function services(
  facts: Facts,
  place: string,
  covers: readonly string[],
  allows: readonly Statement[],
): readonly Proof[] {
  const named = new Map<string, Statement[]>();
  for (const statement of allows) {
    for (const { kind, value } of statement.principal?.entries ?? []) {
      if (kind === 'Service') named.set(value, [...(named.get(value) ?? []), statement]);
    }
  }
  return [...named].map(([service, statements]): Proof => {
    const subject = `${place}: ${service}`;
    const excuse = NO_SOURCE[service];
    const assumes = statements.every(({ action }) => action.patterns.every((one) => /^sts:/i.test(one)));
    if (excuse !== undefined && assumes) return { kind: 'proved', subject, detail: excuse };
    const answer = facts.may({
      principal: { kind: 'service', service },
      action: actionsOf(statements),
      resource: covers,
      given: UNSOURCED,
    });
    if (answer.kind === 'counterexample') {
      const bound = Object.keys(answer.request.context).find((key) =>
        /^kms:(?:EncryptionContext|ViaService)/i.test(key),
      );
      if (bound !== undefined) return { kind: 'proved', subject, detail: `bound by ${bound}` };
    }
    return impossible(answer, { subject }, 'acts with its source named only', 'acts for anyone, with no source named');
  });
}

function actionsOf(statements: readonly Statement[]): readonly string[] {
  const patterns = statements.flatMap(({ action }) => (action.negated || action.incomplete ? ['*'] : action.patterns));
  return patterns.includes('*') ? ['*'] : [...new Set(patterns)].sort();
}

import type { PreparedResource } from './prepared-world';
import type { PrincipalClass } from './principal-class';
import { is } from './principal-class';
import type { Literal } from './region';
import { ACTION, within } from './region';
import type { Rule } from './rule';
import { StringSet } from './sets/string-set';
import type { Statement } from './statement';
import type { Grant } from './world';

/** A key's grants as allows: the grantee needs no policy besides, and only an explicit deny stands in its way. */
export function grantRules(resource: PreparedResource, who: PrincipalClass): Rule[] {
  return resource.grants.flatMap((grant, index) => {
    const caller = granteeTest(grant, who);
    if (!caller) return [];
    const actions = StringSet.of(grant.operations.map((operation) => `kms:${operation.toLowerCase()}`));
    const literals = [...caller, within(ACTION, actions), ...contextTests(grant)];
    return [{ statement: grantStatement(resource, grant, index), strength: 'direct' as const, literals }];
  });
}

function granteeTest({ grantee }: Grant, who: PrincipalClass): Literal[] | undefined {
  if (who.kind === 'service')
    return grantee.endsWith('.amazonaws.com') ? [is('aws:principalservicename', grantee)] : undefined;
  if (who.declared) return who.declared.arn === grantee ? [] : undefined;
  return who.kind === 'outside' && grantee.split(':')[4] === who.account
    ? [is('aws:principalarn', grantee)]
    : undefined;
}

function contextTests({ encryptionContextSubset, encryptionContextEquals }: Grant): Literal[] {
  const pairs = { ...encryptionContextSubset, ...encryptionContextEquals };
  const tests = Object.entries(pairs).map(([key, value]) => is(`kms:encryptioncontext:${key.toLowerCase()}`, value));
  if (!encryptionContextEquals) return tests;
  const set = StringSet.of(Object.keys(encryptionContextEquals));
  return [...tests, { dimension: 'kms:encryptioncontextkeys', absent: set.isEmpty(), quantifier: 'all', set }];
}

/** A grant in the shape of a statement, for the explanation. */
function grantStatement({ arn }: PreparedResource, grant: Grant, index: number): Statement {
  const patterns = grant.operations.map((operation) => `kms:${operation}`);
  return {
    policy: `grants of ${arn}`,
    index,
    effect: 'Allow',
    action: { negated: false, patterns, incomplete: false },
    resource: { negated: false, patterns: [arn], incomplete: false },
    conditions: [],
    variables: false,
    notEvaluated: [],
  };
}

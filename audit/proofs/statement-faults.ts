import { actionFacts, expandAction } from '../iam/action-data';
import type { Statement } from '../iam/statement';

/** Keys that bind a statement with `Resource: *` to some resources, or to one caller's code. */
const BINDS_RESOURCE =
  /^(?:aws:(?:ResourceTag\/.*|ResourceAccount|ResourceOrgID|ResourceOrgPaths|RequestTag\/.*|CalledVia.*)|lambda:(?:SourceFunctionArn|FunctionArn)|kms:(?:ViaService|ResourceAliases|EncryptionContext.*|RequestAlias)|ec2:(?:Vpc|Subnet|ResourceTag\/.*)|cloudwatch:namespace|iam:PassedToService)$/i;
/** All keys of an account, which a condition on their aliases narrows. */
const EVERY_KEY = /^arn:[^:]*:kms:[^:]*:[^:]*:key\/\*$/;
/** Of those, the ones that leave only what is meant. */
const BINDS_STRICTLY =
  /^(?:aws:(?:ResourceTag\/.*|RequestTag\/.*)|lambda:(?:SourceFunctionArn|FunctionArn)|kms:(?:ResourceAliases|RequestAlias)|ec2:(?:Vpc|Subnet|ResourceTag\/.*)|cloudwatch:namespace)$/i;
/** Services that name the resource they act for in every request to another’s policy, as their guides write those policies. */
const SENDS_SOURCE_ARN = /^(?:cloudtrail|delivery\.logs|bedrock|logging\.s3)\.amazonaws\.com$/;
/** Keys that say who, in a statement that is open to everyone. */
const BINDS_PRINCIPAL =
  /^(?:aws:Principal(?:Arn|Account|OrgID|OrgPaths|Tag\/.*)|aws:SourceVpce?|aws:userid|kms:CallerAccount)$/i;
const SOURCES = /^(?:aws:SourceAccount|aws:SourceOrgID|aws:SourceOrgPaths|kms:CallerAccount|kms:ViaService)$/i;
const SOURCE_ARN = /^aws:SourceArn$/i;
/** Where a service decrypts on its way, its guides name the source by what was encrypted for it. */
const ENCRYPTED_FOR = /^kms:EncryptionContext:SourceArn$/i;

/** Where a statement stands. */
export interface PolicyPlace {
  readonly kind: 'identity' | 'resource' | 'key' | 'trust' | 'endpoint';
  /** Asked of templates that declare a platform: choices of ours. */
  readonly strict: boolean;
}

/** What an allow leaves open, in words; nothing for a deny. */
export function faults(
  statement: Statement,
  all: readonly Statement[],
  { kind, strict }: PolicyPlace,
): readonly string[] {
  if (statement.effect === 'Deny') return [];
  const identity = kind === 'identity';
  return [
    ...wideActions(statement, kind),
    ...(identity || kind === 'endpoint' ? wideResources(statement, strict) : []),
    ...(kind === 'resource' && strict && statement.resource.patterns.includes('*')
      ? ['names all resources in the policy of one']
      : []),
    ...(identity || kind === 'endpoint' ? [] : widePrincipals(statement, kind, strict)),
    ...(strict && (kind === 'key' || kind === 'resource' || kind === 'endpoint') ? wholeAccounts(statement) : []),
    ...(identity && strict ? freeHandover(statement) : []),
    ...wideListing(statement, all),
  ];
}

function wideActions({ action, principal, conditions }: Statement, kind: PolicyPlace['kind']): readonly string[] {
  if (action.negated) return ['allows all actions but some'];
  const wide = action.patterns.find((pattern) => pattern === '*' || /^[a-z0-9-]+:\*$/i.test(pattern));
  if (wide === undefined) return [];
  const onlyRoot =
    (principal?.entries ?? []).length > 0 &&
    (principal?.entries ?? []).every(({ kind: entry, value }) => entry === 'AWS' && /(?:^\d{12}|:root)$/.test(value));
  // The statement that hands a key over to its account's own policies, as AWS and CDK write it.
  if (kind === 'key' && onlyRoot && conditions.length === 0) return [];
  return [`allows ${wide}`];
}

function wideResources({ action, resource, conditions }: Statement, strict: boolean): readonly string[] {
  if (resource.negated) return ['allows all resources but some'];
  const wide = resource.patterns.some((one) => one === '*' || (strict && EVERY_KEY.test(one)));
  if (!wide || conditions.some(({ key }) => (strict ? BINDS_STRICTLY : BINDS_RESOURCE).test(key))) return [];
  const found = action.patterns.flatMap((pattern) => expandAction(pattern) ?? [pattern]);
  for (const name of found) {
    const facts = actionFacts(name);
    if (!facts) continue;
    if (facts.resources.some((arn) => arn !== '*')) return [`allows ${facts.name} on all resources`];
    const changes = !['Read', 'List'].includes(facts.accessLevel);
    if (changes && conditions.length === 0)
      return [`allows ${facts.name}, which acts on no resource, without a condition`];
  }
  return [];
}

function widePrincipals(statement: Statement, kind: PolicyPlace['kind'], strict: boolean): readonly string[] {
  const { principal, conditions } = statement;
  if (!principal) return [];
  if (principal.negated) return ['allows everyone but some'];
  const open = principal.entries.some(({ value, kind }) => value === '*' && kind === 'AWS');
  const bound = conditions.some(({ key, ifExists }) => BINDS_PRINCIPAL.test(key) && !ifExists);
  // Without any condition it is everyone’s in the first place, which another invariant shows.
  if (open && conditions.length > 0 && (strict || !bound)) return ['allows everyone'];
  const service = principal.entries.find(({ kind }) => kind === 'Service');
  if (!service || !strict) return [];
  // Without any source it acts for strangers, which another invariant shows; of keys it sees all statements together.
  if (
    kind !== 'key' &&
    !conditions.some(({ key }) => SOURCES.test(key) || SOURCE_ARN.test(key) || /EncryptionContext/.test(key))
  )
    return [];
  const sourced = conditions.some(
    ({ key, values }) =>
      SOURCES.test(key) ||
      /EncryptionContext/.test(key) ||
      (SOURCE_ARN.test(key) && values.every((arn) => /:\d{12}:/.test(arn))),
  );
  if (!sourced) return [`lets ${service.value} act without the account it acts for`];
  const named = conditions.some(
    ({ key, values }) =>
      SOURCE_ARN.test(key) || (ENCRYPTED_FOR.test(key) && values.every((arn) => /:\d{12}:/.test(arn))),
  );
  return kind === 'trust' || named || !SENDS_SOURCE_ARN.test(service.value)
    ? []
    : [`lets ${service.value} act without the resource it acts for`];
}

/** An account as principal leaves it to that account who comes; our statements say which role. */
function wholeAccounts({ principal, conditions }: Statement): readonly string[] {
  const accounts = (principal?.entries ?? []).filter(
    ({ kind, value }) => kind === 'AWS' && /(?:^\d{12}|:root)$/.test(value),
  );
  const named = conditions.some(({ key, ifExists }) => /^aws:PrincipalArn$/i.test(key) && !ifExists);
  return accounts.length > 0 && !named ? [`lets all of ${accounts[0]?.value ?? ''} in`] : [];
}

function freeHandover({ action, conditions }: Statement): readonly string[] {
  const passes = action.patterns.some((pattern) => /^iam:PassRole$/i.test(pattern));
  return passes && !conditions.some(({ key }) => /^iam:PassedToService$/i.test(key))
    ? ['passes a role to any service']
    : [];
}

/** Who reads a part of a bucket lists that part. */
function wideListing(statement: Statement, all: readonly Statement[]): readonly string[] {
  const lists = statement.action.patterns.some((pattern) => /^s3:ListBucket$/i.test(pattern));
  if (!lists || statement.conditions.some(({ key }) => /^s3:prefix$/i.test(key))) return [];
  const wide = statement.resource.patterns.find((bucket) => {
    const inside = all
      .filter(({ effect }) => effect !== 'Deny')
      .flatMap(({ resource }) => resource.patterns.filter((arn) => arn.startsWith(`${bucket}/`)));
    return inside.length > 0 && !inside.includes(`${bucket}/*`);
  });
  return wide === undefined ? [] : [`lists all of ${wide}, and reads a part`];
}

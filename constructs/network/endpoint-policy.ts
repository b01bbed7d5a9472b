import { Effect, PolicyDocument, type PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { EndpointService } from './endpoint-service';
import { NetworkError } from './network-error';

/** Condition keys that say who calls. One of them must bound a statement that is open to every principal. */
const CALLER_KEYS = ['aws:PrincipalAccount', 'aws:PrincipalArn', 'aws:PrincipalOrgID', 'aws:PrincipalOrgPaths'];

/** Operators that hold only where the key is present and matches. The `IfExists` forms, and negations, also hold without it. */
const BINDING_OPERATORS = [
  'StringEquals',
  'StringLike',
  'ArnEquals',
  'ArnLike',
  'ForAnyValue:StringEquals',
  'ForAnyValue:StringLike',
];

/**
 * An endpoint's policy, refused where it would let strangers or everything through.
 *
 * @throws NetworkError `NETWORK_ENDPOINT_POLICY_MISSING` or `NETWORK_ENDPOINT_POLICY_OPEN`
 */
export function endpointPolicy(
  service: EndpointService,
  statements: PolicyStatement[],
  region: string,
): PolicyDocument {
  if (statements.length === 0) {
    throw new NetworkError(
      'NETWORK_ENDPOINT_POLICY_MISSING',
      `endpoints: ${service} needs at least one policy statement; without one AWS lets every principal use it for everything`,
    );
  }
  for (const statement of statements) refuseOpen(service, statement, region);
  return new PolicyDocument({ statements });
}

function refuseOpen(service: EndpointService, statement: PolicyStatement, region: string): void {
  if (statement.effect !== Effect.ALLOW) return;
  const open = (what: string): NetworkError =>
    new NetworkError('NETWORK_ENDPOINT_POLICY_OPEN', `endpoints: the policy of ${service} must not allow ${what}`);
  const json = statement.toStatementJson() as {
    Principal?: unknown;
    NotPrincipal?: unknown;
    NotAction?: unknown;
    NotResource?: unknown;
  };
  if (json.NotPrincipal !== undefined || json.NotAction !== undefined || json.NotResource !== undefined) {
    throw open('by exclusion (NotPrincipal, NotAction, NotResource): it must name whom, what and where');
  }
  const wide = statement.actions.find((action) => /[*?]/.test(action));
  if (wide !== undefined) throw open(`actions by wildcard, got ${wide}`);
  if (!everyPrincipal(json.Principal) || bindsCaller(statement.conditions as Conditions)) return;
  if (isLayerRead(service, statement, region)) return;
  throw open(`every principal without a condition on who calls (${CALLER_KEYS.join(', ')})`);
}

function everyPrincipal(principal: unknown): boolean {
  if (principal === '*') return true;
  if (typeof principal !== 'object' || principal === null) return principal === undefined;
  return Object.values(principal).flat().includes('*');
}

type Conditions = Record<string, Record<string, unknown>>;

function bindsCaller(conditions: Conditions): boolean {
  return Object.entries(conditions).some(
    ([operator, keys]) =>
      BINDING_OPERATORS.includes(operator) &&
      Object.entries(keys).some(([key, values]) => isCallerKey(key) && ![values].flat().some(matchesAnyone)),
  );
}

/** Condition keys do not heed case. */
function isCallerKey(key: string): boolean {
  return CALLER_KEYS.some((known) => known.toLowerCase() === key.toLowerCase());
}

function matchesAnyone(value: unknown): boolean {
  return (
    typeof value !== 'string' || /^[*?]*$/.test(value) || /^arn:[^:]*:(iam|sts)::\*:/.test(value) || value === 'o-*'
  );
}

/** ECR hands image layers out of its own bucket, by links that it signs itself: those reads cannot be bound to a caller of ours. */
function isLayerRead(service: EndpointService, statement: PolicyStatement, region: string): boolean {
  const layers = new RegExp(`^arn:[a-z-]+:s3:::prod-${region}-starport-layer-bucket/\\*$`);
  return (
    service === EndpointService.S3 &&
    statement.actions.every((action) => action === 's3:GetObject') &&
    statement.resources.every((resource) => layers.test(resource))
  );
}

import { arnOf } from '../world/principals';
import type { Facts } from './facts';

/** Settings of a whole account and region that CloudFormation has no resource for, so that a handler of the deployment makes them. */
const ACCOUNT_SETTINGS: readonly string[] = ['bedrock'];

/**
 * Roles that only handlers of custom resources run as, with the services whose account settings such a handler may change: arms of
 * the deployment, which CloudFormation alone calls.
 */
export function deploymentHandlers(facts: Facts): ReadonlyMap<string, readonly string[]> {
  const { model, world, workloads } = facts;
  const tokens = new Set<unknown>(
    model.resources
      .filter(({ type }) => type.startsWith('Custom::') || type === 'AWS::CloudFormation::CustomResource')
      .map((resource) => model.property(resource, 'ServiceToken')),
  );
  const opened = new Set<unknown>(
    model.resources
      .filter(({ type }) => type === 'AWS::Lambda::Permission')
      .map((resource) => model.property(resource, 'FunctionName'))
      .map((name) => (typeof name === 'string' ? model.find(name, 'AWS::Lambda::Function') : undefined))
      .map((found) => (found ? arnOf(model, found) : undefined)),
  );
  const found = new Map<string, readonly string[]>();
  for (const { arn, trust } of world.principals) {
    const own = workloads.filter(({ role }) => role === arn);
    const isHandler = own.length > 0 && own.every((one) => tokens.has(one.arn) && !opened.has(one.arn));
    if (isHandler && trust && trustsLambdaOnly(trust.document)) found.set(arn, ACCOUNT_SETTINGS);
  }
  return found;
}

function trustsLambdaOnly(document: unknown): boolean {
  const statements = [(document as { Statement?: unknown } | undefined)?.Statement].flat();
  return statements.every((statement) => {
    const principal = (statement as { Principal?: unknown } | undefined)?.Principal;
    return JSON.stringify(principal) === '{"Service":"lambda.amazonaws.com"}';
  });
}

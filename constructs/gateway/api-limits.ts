import { Token } from 'aws-cdk-lib';
import { GATEWAY_LIMITS } from '../../contract/gateway';
import { PrivateApiError } from './api-error';
import type { PrivateApiProps } from './private-api';

/** How much the API takes, with defaults filled in. */
export interface ApiLimits {
  readonly requestsPerSecond: number;
  readonly burst: number;
  readonly ratePerFiveMinutes: number;
}

/** The API's throttles and rate: bounded, because a model is expensive and a flood is an attack. */
export function apiLimits(props: PrivateApiProps): ApiLimits {
  const requestsPerSecond = props.requestsPerSecond ?? 20;
  const limits = {
    requestsPerSecond,
    burst: props.burst ?? 2 * requestsPerSecond,
    ratePerFiveMinutes: props.ratePerFiveMinutes ?? 1_000,
  };
  inBounds('requestsPerSecond', limits.requestsPerSecond, 1, 100);
  inBounds('burst', limits.burst, 1, 200);
  // 10 is the least that WAF can count.
  inBounds('ratePerFiveMinutes', limits.ratePerFiveMinutes, 10, 10_000);
  return limits;
}

/** Refuses a door without callers, or one wider than a list of roles and endpoints. */
export function checkDoor({ callerRoleArns, executeApiEndpoints, bedrock, sageMakerEndpoint }: PrivateApiProps): void {
  if (callerRoleArns.length === 0 || callerRoleArns.length > GATEWAY_LIMITS.callerRoles) {
    throw new PrivateApiError(
      'CALLERS_OUT_OF_BOUNDS',
      `callerRoleArns must name 1 to ${GATEWAY_LIMITS.callerRoles} roles, got ${callerRoleArns.length}`,
    );
  }
  const odd = callerRoleArns.find((arn) => !/^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/.test(arn));
  if (odd !== undefined) {
    throw new PrivateApiError(
      'CALLER_NOT_A_ROLE',
      `callerRoleArns must be literal ARNs of roles without wildcards, got ${odd}`,
    );
  }
  if (executeApiEndpoints.length === 0) {
    throw new PrivateApiError('ENDPOINT_MISSING', 'executeApiEndpoints must name at least one VPC endpoint, got none');
  }
  const stranger = executeApiEndpoints.find((id) => !Token.isUnresolved(id) && !/^vpce-[0-9a-f]{8,17}$/.test(id));
  if (stranger !== undefined) {
    throw new PrivateApiError('ENDPOINT_INVALID', `executeApiEndpoints must be ids like vpce-0abc…, got ${stranger}`);
  }
  if (bedrock === undefined && sageMakerEndpoint === undefined) {
    throw new PrivateApiError('MODEL_MISSING', 'bedrock or sageMakerEndpoint must be given, got neither');
  }
  const version = bedrock?.guardrailVersion;
  if (version !== undefined && !Token.isUnresolved(version) && !/^[1-9]\d{0,7}$/.test(version)) {
    throw new PrivateApiError(
      'GUARDRAIL_NOT_PINNED',
      `bedrock.guardrailVersion must be the number of a published version, got ${version}`,
    );
  }
}

function inBounds(name: string, value: number, least: number, most: number): void {
  if (Number.isInteger(value) && value >= least && value <= most) return;
  throw new PrivateApiError(
    'LIMIT_OUT_OF_BOUNDS',
    `${name} must be a whole number from ${least} to ${most}, got ${value}`,
  );
}

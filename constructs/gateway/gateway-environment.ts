import { GATEWAY_ENV } from '../../contract/gateway';
import type { PrivateApiProps } from './private-api';

/** What the handler reads: callers in a fixed order, so that the same callers give the same template. */
export function gatewayEnvironment({
  callerRoleArns,
  bedrock,
  sageMakerEndpoint,
}: PrivateApiProps): Record<string, string> {
  return {
    [GATEWAY_ENV.CALLER_ROLE_ARNS]: [...new Set(callerRoleArns)].sort().join(','),
    ...(bedrock && {
      [GATEWAY_ENV.BEDROCK_MODEL_ID]: bedrock.modelId,
      [GATEWAY_ENV.GUARDRAIL_ID]: bedrock.guardrailId,
      [GATEWAY_ENV.GUARDRAIL_VERSION]: bedrock.guardrailVersion,
    }),
    ...(sageMakerEndpoint !== undefined && { [GATEWAY_ENV.SAGEMAKER_ENDPOINT]: sageMakerEndpoint }),
  };
}

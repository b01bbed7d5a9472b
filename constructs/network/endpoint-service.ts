/** An AWS service that a tier may reach by an interface endpoint. The value is the service's name after `com.amazonaws.REGION.`. */
export enum EndpointService {
  ATHENA = 'athena',
  BEDROCK = 'bedrock',
  BEDROCK_RUNTIME = 'bedrock-runtime',
  ECR_API = 'ecr.api',
  ECR_DKR = 'ecr.dkr',
  EVENTS = 'events',
  EXECUTE_API = 'execute-api',
  GLUE = 'glue',
  KMS = 'kms',
  LAMBDA = 'lambda',
  LOGS = 'logs',
  MONITORING = 'monitoring',
  S3 = 's3',
  SAGEMAKER_API = 'sagemaker.api',
  SAGEMAKER_RUNTIME = 'sagemaker.runtime',
  STATES = 'states',
  STS = 'sts',
}

/** Host names before `.REGION.amazonaws.com`, where they are not the service's own name. */
const HOSTS: Partial<Record<EndpointService, readonly string[]>> = {
  [EndpointService.ECR_API]: ['api.ecr'],
  [EndpointService.ECR_DKR]: ['*.dkr.ecr'],
  [EndpointService.EXECUTE_API]: ['*.execute-api'],
  [EndpointService.S3]: ['s3', '*.s3'],
  [EndpointService.SAGEMAKER_API]: ['api.sagemaker'],
  [EndpointService.SAGEMAKER_RUNTIME]: ['runtime.sagemaker'],
};

/** The DNS names that clients of a service ask for in a region: all that the DNS firewall lets through for it. */
export function hostNames(service: EndpointService, region: string): string[] {
  const suffix = region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
  return (HOSTS[service] ?? [service]).map((host) => `${host}.${region}.${suffix}`);
}

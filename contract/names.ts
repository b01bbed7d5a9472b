import type { DataClass } from './data-class';

/** An account and a region: where something lives. */
export interface Environment {
  /** Twelve digits. */
  readonly account: string;
  readonly region: string;
}

/** The bucket of a data class, unique over all accounts because it carries account and region. */
export function vaultBucketName(name: string, dataClass: DataClass, environment: Environment): string {
  return `${name}-${dataClass}-${environment.account}-${environment.region}`;
}

/** The bucket in which the data stage keeps for days what a run needs on its way. */
export function workBucketName(name: string, { account, region }: Environment): string {
  return `${name}-data-work-${account}-${region}`;
}

/** Athena's workgroup of the data stage. */
export function dataWorkgroupName(name: string): string {
  return `${name}-data`;
}

/** The role of a stage: stable, so that policies can name it before it exists. */
export function stageRoleName(name: string, stage: string): string {
  return `${name}-${stage}`;
}

/** The alias of a data class's key. */
export function keyAlias(name: string, dataClass: DataClass): string {
  return `alias/${name}-${dataClass}`;
}

/** The alias of the key that signs manifests. */
export function signingKeyAlias(name: string): string {
  return `alias/${name}-signing`;
}

/** The alias of the HMAC key from which pseudonyms are derived. */
export function pseudonymKeyAlias(name: string): string {
  return `alias/${name}-pseudonyms`;
}

/** The role that CloudFormation deploys with in an environment, as the CDK's bootstrap names it. */
export function deploymentRoleArn(partition: string, { account, region }: Environment): string {
  return `arn:${partition}:iam::${account}:role/cdk-hnb659fds-cfn-exec-role-${account}-${region}`;
}

/** The role that whoever deploys an environment takes, as the CDK's bootstrap names it. */
export function deployerRoleArn(partition: string, { account, region }: Environment): string {
  return `arn:${partition}:iam::${account}:role/cdk-hnb659fds-deploy-role-${account}-${region}`;
}

/** The account that an IAM ARN names. */
export function accountOf(arn: string): string {
  return arn.split(':')[4] ?? '';
}

import type { AccessRow } from '../../contract/access';
import { DataAction } from '../../contract/access';
import { keyArnsUnder } from './class-places';
import type { Facts } from './facts';

/** What a line of the access matrix means in requests: these actions, on these resources. */
export interface Measured {
  readonly actions: readonly string[];
  /** Everything the word could be about, whatever the prefix. */
  readonly all: readonly string[];
  /** The part that this line is about. */
  readonly own: readonly string[];
  /**
   * Whether a resource policy can decide who may. Where not, an identity policy alone gives the access, and only the principals that
   * the templates declare can be judged.
   */
  readonly byResourcePolicy: boolean;
}

/** How the same thing can be meant: lines with equal measures concern one question. */
export const MEASURES: Readonly<Record<string, readonly string[]>> = {
  read: ['s3:GetObject', 's3:GetObjectVersion'],
  write: ['s3:PutObject'],
  tag: ['s3:PutObjectTagging', 's3:PutObjectVersionTagging'],
  clear: ['s3:DeleteObject'],
  keep: ['s3:GetObject', 's3:PutObject'],
  override: ['s3:BypassGovernanceRetention', 's3:PutObjectRetention', 's3:DeleteObjectVersion'],
  administer: ['kms:PutKeyPolicy', 'kms:ScheduleKeyDeletion', 'kms:DisableKey'],
  inspect: ['kms:GetKeyPolicy', 'kms:ListGrants'],
  sign: ['kms:Sign'],
  pseudonymize: ['kms:GenerateMac'],
  approve: ['sagemaker:UpdateModelPackage'],
  deploy: ['sagemaker:UpdateEndpoint'],
};

/** The measures that a line of the matrix gives its role. */
export const GIVEN_BY: Readonly<Record<DataAction, readonly string[]>> = {
  [DataAction.READ]: ['read'],
  [DataAction.WRITE]: ['write'],
  [DataAction.LIST]: [],
  [DataAction.VET]: [],
  [DataAction.CLEAR]: ['clear'],
  [DataAction.QUERY]: [],
  [DataAction.KEEP]: ['keep'],
  [DataAction.PSEUDONYMIZE]: ['pseudonymize'],
  [DataAction.SCAN]: ['read', 'tag'],
  [DataAction.UPLOAD]: ['write'],
  [DataAction.SIGN]: ['sign'],
  [DataAction.VERIFY]: [],
  [DataAction.INVOKE]: [],
  [DataAction.APPROVE]: ['approve'],
  [DataAction.DEPLOY]: ['deploy'],
  [DataAction.ADMINISTER]: ['administer', 'inspect'],
  [DataAction.INSPECT]: ['inspect'],
  [DataAction.OVERRIDE]: ['override', 'clear'],
};

/** What a measure asks about a class; undefined where the templates hold nothing that it speaks of. */
export function measured(
  facts: Facts,
  measure: string,
  { dataClass, prefix }: Pick<AccessRow, 'dataClass' | 'prefix'>,
): Measured | undefined {
  const { platform } = facts.declared;
  const home = platform?.classes.find((one) => one.dataClass === dataClass);
  const actions = MEASURES[measure];
  if (!platform || !home || !actions) return undefined;
  switch (measure) {
    case 'administer':
    case 'inspect':
      return onKeys(actions, keyArnsUnder(facts, home.keyAlias));
    case 'sign':
      return onKeys(actions, keyArnsUnder(facts, platform.signingKeyAlias));
    case 'pseudonymize':
      return platform.pseudonymKeyAlias === undefined
        ? undefined
        : onKeys(actions, keyArnsUnder(facts, platform.pseudonymKeyAlias));
    case 'approve':
      return only(actions, [platform.modelPackages]);
    case 'deploy':
      return platform.endpoint === undefined ? undefined : only(actions, [platform.endpoint]);
    case 'keep':
      return home.workBucketArn === undefined ? undefined : inBucket(actions, home.workBucketArn, prefix);
    default:
      return inBucket(actions, home.bucketArn, prefix);
  }
}

function inBucket(actions: readonly string[], arn: string, prefix: string): Measured {
  return { actions, all: [`${arn}/*`], own: [`${arn}/${prefix}*`], byResourcePolicy: true };
}

function onKeys(actions: readonly string[], arns: readonly string[]): Measured | undefined {
  return arns.length === 0 ? undefined : { actions, all: arns, own: arns, byResourcePolicy: true };
}

function only(actions: readonly string[], resources: readonly string[]): Measured {
  return { actions, all: resources, own: resources, byResourcePolicy: false };
}

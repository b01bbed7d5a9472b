import { CfnResource } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { DeployedValues } from './deployed-value';

/** What a service takes of a policy. Policies are ASCII, so that characters are bytes; CloudFormation sends no whitespace. */
interface PolicyQuota {
  readonly property: string;
  readonly characters: number;
  /** AWS's page that says so. A quota that can be raised counts by its default. */
  readonly source: string;
}

export const POLICY_QUOTAS: Readonly<Record<string, PolicyQuota>> = {
  'AWS::IAM::ManagedPolicy': {
    property: 'PolicyDocument',
    characters: 6_144,
    source: 'IAM and AWS STS quotas',
  },
  'AWS::IAM::Role': {
    property: 'AssumeRolePolicyDocument',
    characters: 2_048,
    source: 'IAM and AWS STS quotas',
  },
  'AWS::S3::BucketPolicy': {
    property: 'PolicyDocument',
    characters: 20_480,
    source: 'Amazon S3, bucket policies: 20 KB',
  },
  'AWS::KMS::Key': {
    property: 'KeyPolicy',
    characters: 32_768,
    source: 'AWS KMS, PutKeyPolicy: 32 KiB',
  },
  'AWS::EC2::VPCEndpoint': {
    property: 'PolicyDocument',
    characters: 20_480,
    source: 'AWS PrivateLink quotas',
  },
  'AWS::SNS::TopicPolicy': {
    property: 'PolicyDocument',
    characters: 30_720,
    source: 'Amazon SNS, policy quotas: 30 KB',
  },
  'AWS::SQS::QueuePolicy': {
    property: 'PolicyDocument',
    characters: 8_192,
    source: 'Amazon SQS policy quotas',
  },
  'AWS::ApiGateway::RestApi': {
    property: 'Policy',
    characters: 8_192,
    source: 'Amazon API Gateway quotas, length of a resource policy',
  },
  'AWS::Logs::ResourcePolicy': {
    property: 'PolicyDocument',
    characters: 5_120,
    source: 'CloudWatch Logs quotas, resource policies',
  },
};

/** What a role's inline policies may have together: IAM and AWS STS quotas. */
const INLINE_CHARACTERS = 10_240;

/** A policy, and how much of its quota it takes. */
export interface MeasuredPolicy {
  /** Of the resource, in the construct tree. */
  readonly path: string;
  readonly type: string;
  readonly characters: number;
  readonly most: number;
}

/** Every policy of an app that has a quota, as long as it will be once it is deployed; of an app that is prepared: what stacks give each other is known then. */
export function measuredPolicies(app: IConstruct): readonly MeasuredPolicy[] {
  const values = new DeployedValues(app);
  return resourcesOf(app).flatMap((resource) => {
    const { cfnResourceType: type } = resource;
    const quota = POLICY_QUOTAS[type];
    const path = resource.node.path;
    const inline = type === 'AWS::IAM::Role' ? values.property(resource, 'Policies') : undefined;
    const measured: MeasuredPolicy[] = [];
    const document = quota && values.property(resource, quota.property);
    if (document !== undefined) {
      measured.push({ path, type, characters: textOf(document).length, most: quota?.characters ?? 0 });
    }
    if (Array.isArray(inline)) {
      const characters = inline.reduce<number>((sum, { PolicyDocument }) => sum + textOf(PolicyDocument).length, 0);
      measured.push({ path: `${path} (inline)`, type, characters, most: INLINE_CHARACTERS });
    }
    return measured;
  });
}

/**
 * Policies that AWS would refuse for their length: a sentence each, `POLICY_TOO_LONG: …`. For a construct's validation: a deployment that
 * breaks off half-way is worse than a synthesis that fails.
 */
export function longPolicies(app: IConstruct): string[] {
  return measuredPolicies(app)
    .filter(({ characters, most }) => characters > most)
    .map(
      ({ path, type, characters, most }) =>
        `POLICY_TOO_LONG: ${path} (${type}) is a policy of ${characters} characters once it is deployed; allowed: ${most}. Shorten the names in the config that it names, or name fewer`,
    );
}

function resourcesOf(app: IConstruct): CfnResource[] {
  return app.node.findAll().filter((node): node is CfnResource => CfnResource.isCfnResource(node));
}

function textOf(document: unknown): string {
  return typeof document === 'string' ? document : JSON.stringify(document);
}

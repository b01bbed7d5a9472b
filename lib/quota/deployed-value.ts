import { CfnOutput, CfnResource, Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** What stands for a value of which nothing is known: longer than any that this library's policies name. */
const UNKNOWN = 128;
/** Hexadecimal ids of EC2, behind the letters that say of what. */
const EC2_ID = 17;

/** Identifiers that AWS makes, by resource type and attribute: how long they are. `Ref` as CloudFormation's `Ref`. */
const MADE_IDS: Readonly<Record<string, number>> = {
  'AWS::EC2::SecurityGroup.GroupId': 'sg-'.length + EC2_ID,
  'AWS::EC2::Subnet.SubnetId': 'subnet-'.length + EC2_ID,
  'AWS::EC2::Subnet.Ref': 'subnet-'.length + EC2_ID,
  'AWS::EC2::VPC.DefaultSecurityGroup': 'sg-'.length + EC2_ID,
  'AWS::EC2::VPC.Ref': 'vpc-'.length + EC2_ID,
  'AWS::EC2::VPCEndpoint.Ref': 'vpce-'.length + EC2_ID,
  // A whole number below 10^8, as the API's reference bounds it.
  'AWS::Bedrock::GuardrailVersion.Version': 8,
};

/** Attributes that are ARNs: the service, whether region and account stand in it, what stands before and behind the name, and where the name stands or how long it is. */
interface Arn {
  readonly service: string;
  /** @default regional, of an account */
  readonly global?: 'account' | 'none';
  readonly before?: string;
  readonly name: string | number;
  readonly behind?: string;
}
const ARNS: Readonly<Record<string, Arn>> = {
  'AWS::Bedrock::Guardrail.GuardrailArn': { service: 'bedrock', before: 'guardrail/', name: 12 },
  'AWS::IAM::ManagedPolicy.Ref': { service: 'iam', global: 'account', before: 'policy/', name: 'ManagedPolicyName' },
  'AWS::IAM::Role.Arn': { service: 'iam', global: 'account', before: 'role/', name: 'RoleName' },
  'AWS::KMS::Key.Arn': { service: 'kms', before: 'key/', name: 36 },
  'AWS::Logs::LogGroup.Arn': { service: 'logs', before: 'log-group:', name: 'LogGroupName', behind: ':*' },
  'AWS::S3::Bucket.Arn': { service: 's3', global: 'none', name: 'BucketName' },
  'AWS::SNS::Topic.Ref': { service: 'sns', name: 'TopicName' },
  'AWS::SQS::Queue.Arn': { service: 'sqs', name: 'QueueName' },
};

/** Values of an app as a deployment will have them, as far as their length goes; never shorter than what AWS makes. */
export class DeployedValues {
  private readonly exports = new Map<string, CfnOutput>();
  /** By stack and logical id. */
  private readonly resources = new Map<Stack, Map<string, CfnResource>>();
  /** Resolved properties: a name is asked for wherever a policy refers to what has it. */
  private readonly made = new Map<CfnResource, Readonly<Record<string, unknown>>>();

  public constructor(app: IConstruct) {
    for (const node of app.node.findAll()) {
      if (node instanceof CfnOutput && node.exportName !== undefined) this.exports.set(node.exportName, node);
      if (!CfnResource.isCfnResource(node)) continue;
      const stack = Stack.of(node);
      const known = this.resources.get(stack) ?? new Map<string, CfnResource>();
      this.resources.set(stack, known.set(String(stack.resolve(node.logicalId)), node));
    }
  }

  /** A resource's property, resolved. */
  public property(resource: CfnResource, name: string): unknown {
    return this.value(this.propertiesOf(resource)[name], Stack.of(resource));
  }

  private propertiesOf(resource: CfnResource): Readonly<Record<string, unknown>> {
    const known = this.made.get(resource);
    if (known !== undefined) return known;
    const made = Stack.of(resource).resolve(resource._toCloudFormation()) as {
      Resources: Record<string, { Properties?: Record<string, unknown> }>;
    };
    const [{ Properties = {} } = {}] = Object.values(made.Resources);
    this.made.set(resource, Properties);
    return Properties;
  }

  private value(value: unknown, stack: Stack): unknown {
    if (Array.isArray(value)) return value.map((one) => this.value(one, stack));
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value);
    const [[name = '', given] = []] = entries;
    if (entries.length === 1 && name === 'Fn::Join') {
      const [separator, parts] = given as [string, unknown[]];
      return parts.map((part) => this.value(part, stack)).join(separator);
    }
    if (entries.length === 1 && (name === 'Ref' || name.startsWith('Fn::')))
      return 'x'.repeat(this.length(name, given, stack));
    return Object.fromEntries(entries.map(([key, member]) => [key, this.value(member, stack)]));
  }

  private length(name: string, given: unknown, stack: Stack): number {
    if (name === 'Fn::ImportValue') {
      const output = this.exports.get(String(given));
      if (output === undefined) return UNKNOWN;
      const from = Stack.of(output);
      return String(this.value(from.resolve(output.value), from)).length;
    }
    if (name === 'Ref' && given === 'AWS::Partition') return stack.partition.length;
    const [id = '', attribute = 'Ref'] = Array.isArray(given) ? (given as string[]) : [String(given)];
    if (name !== 'Ref' && name !== 'Fn::GetAtt') return UNKNOWN;
    return this.attribute(id, attribute, stack);
  }

  private attribute(id: string, attribute: string, stack: Stack): number {
    const resource = this.resources.get(stack)?.get(id);
    if (resource === undefined) return UNKNOWN;
    const key = `${resource.cfnResourceType}.${attribute}`;
    const arn = ARNS[key];
    if (arn === undefined) return MADE_IDS[key] ?? UNKNOWN;
    const { service, global, before = '', name, behind = '' } = arn;
    const own = typeof name === 'number' ? name : String(this.property(resource, name) ?? 'x'.repeat(UNKNOWN)).length;
    const region = global === undefined ? stack.region.length : 0;
    const account = global === 'none' ? 0 : 12;
    return `arn:${stack.partition}:${service}:::${before}${behind}`.length + region + account + own;
  }
}

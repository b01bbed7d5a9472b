import { Stack } from 'aws-cdk-lib';
import { ManagedPolicy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { invocationLogGroupName } from '../../contract/log-archive';

export interface InvocationDeliveryRoleProps {
  readonly name: string;
}

/** The role by which Bedrock writes to the log group of its invocations: one stream, and nothing else. */
export class InvocationDeliveryRole extends Construct {
  public readonly role: Role;

  public constructor(scope: Construct, id: string, { name }: InvocationDeliveryRoleProps) {
    super(scope, id);
    const { account, region, partition } = Stack.of(this);
    const logGroupArn = `arn:${partition}:logs:${region}:${account}:log-group:${invocationLogGroupName(name)}`;
    const description = `${name}: Bedrock writes to the log group of its invocations`;
    const policy = new ManagedPolicy(this, 'Policy', {
      description,
      statements: [
        new PolicyStatement({
          actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
          resources: [`${logGroupArn}:log-stream:aws/bedrock/modelinvocations`],
        }),
      ],
    });
    this.role = new Role(this, 'Role', {
      roleName: `${name}-invocation-delivery`,
      description,
      assumedBy: new ServicePrincipal('bedrock.amazonaws.com', {
        conditions: {
          StringEquals: { 'aws:SourceAccount': account },
          ArnLike: { 'aws:SourceArn': `arn:${partition}:bedrock:${region}:${account}:*` },
        },
      }),
      managedPolicies: [policy],
      permissionsBoundary: policy,
    });
  }
}

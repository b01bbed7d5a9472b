import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { CfnAccount } from 'aws-cdk-lib/aws-apigateway';
import { ManagedPolicy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { acknowledgeBuiltIn } from '../waiver/built-in';

export interface ApiAccountProps {
  /** The platform's name: the role is `NAME-api-logs`. */
  readonly name: string;
}

const WHOLE_ACCOUNT =
  'the setting serves every API of the account and region, whose log groups it must not lose: API Gateway alone can take the role, and it can change or delete no log';

/**
 * The account's one setting that lets API Gateway write logs, for all APIs of the account and region. It outlives the stack:
 * other APIs may have come to lean on it. Where an organisation has set it, adopt that instead.
 */
export class ApiAccount extends Construct {
  public readonly account: CfnAccount;

  public constructor(scope: Construct, id: string, props: ApiAccountProps) {
    super(scope, id);
    const { account, region, partition } = Stack.of(this);
    const groups = `arn:${partition}:logs:${region}:${account}:log-group:*`;
    const policy = new ManagedPolicy(this, 'Policy', {
      managedPolicyName: `${props.name}-api-logs`,
      description: `${props.name}: API Gateway writes the logs of its APIs`,
      statements: [
        // The seven actions that API Gateway asks for when the role is set, on this account's and region's groups only.
        new PolicyStatement({
          actions: [
            'logs:CreateLogGroup',
            'logs:CreateLogStream',
            'logs:DescribeLogGroups',
            'logs:DescribeLogStreams',
            'logs:FilterLogEvents',
            'logs:GetLogEvents',
            'logs:PutLogEvents',
          ],
          resources: [groups],
        }),
      ],
    });
    acknowledgeBuiltIn(policy, `AwsSolutions-IAM5[Resource::${groups}]`, WHOLE_ACCOUNT);
    const role = new Role(this, 'Role', {
      roleName: `${props.name}-api-logs`,
      description: `${props.name}: API Gateway writes the logs of its APIs`,
      // IfExists: API Gateway is not documented to send the key here, and without logs no API would deploy.
      assumedBy: new ServicePrincipal('apigateway.amazonaws.com', {
        conditions: { StringEqualsIfExists: { 'aws:SourceAccount': account } },
      }),
      managedPolicies: [policy],
      permissionsBoundary: policy,
    });
    this.account = new CfnAccount(this, 'Account', { cloudWatchRoleArn: role.roleArn });
    this.account.node.addDependency(role, policy);
    for (const kept of [this.account, role, policy]) kept.applyRemovalPolicy(RemovalPolicy.RETAIN);
  }
}

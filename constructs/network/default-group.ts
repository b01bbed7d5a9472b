import { CustomResource, Duration, Stack } from 'aws-cdk-lib';
import type { CfnVPC } from 'aws-cdk-lib/aws-ec2';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { stageRoleName } from '../../contract/names';
import { limitRetries } from '../function/limit-retries';
import { StageFunction } from '../function/stage-function';
import { StageRole } from '../identity/stage-role';
import { Trust } from '../identity/trust';
import { acknowledgeBuiltIn } from '../waiver/built-in';

const STAGE = 'default-security-group';

export interface DefaultGroupProps {
  readonly name: string;
  readonly organizationId: string;
  readonly vpc: CfnVPC;
  /** Encrypts the function's logs and dead letters. */
  readonly key: IKey;
  /** Hears when the function fails. @default - nobody */
  readonly alarmTopic?: ITopic;
  /** How long the function's log is kept. @default - a year */
  readonly logRetention?: RetentionDays;
}

/**
 * Takes all rules from the VPC's default security group, which CloudFormation cannot do: a function that may do this to this one
 * group, and nothing else. It never gives the rules back: what still used the group would lean on an accident.
 */
export class DefaultGroup extends Construct {
  private readonly stageFunction: StageFunction;

  public constructor(scope: Construct, id: string, props: DefaultGroupProps) {
    super(scope, id);
    const { account, region, partition } = Stack.of(this);
    const stageRole = new StageRole(this, 'Role', {
      name: props.name,
      stage: STAGE,
      organizationId: props.organizationId,
      trust: Trust.lambda(account),
      statements: [
        new PolicyStatement({
          actions: ['ec2:RevokeSecurityGroupIngress', 'ec2:RevokeSecurityGroupEgress'],
          resources: [`arn:${partition}:ec2:${region}:${account}:security-group/${props.vpc.attrDefaultSecurityGroup}`],
        }),
      ],
    });
    this.stageFunction = new StageFunction(this, 'Function', {
      handler: 'default-security-group',
      functionName: stageRoleName(props.name, STAGE),
      role: stageRole.role,
      key: props.key,
      environment: {},
      timeout: Duration.minutes(1),
      reservedConcurrency: 1,
      logRetention: props.logRetention ?? RetentionDays.ONE_YEAR,
      alarmTopic: props.alarmTopic,
    });
    limitRetries(this, this.stageFunction);
    stageRole.policy.addStatements(
      new PolicyStatement({
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        resources: [this.stageFunction.logGroup.logGroupArn],
      }),
      new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [this.stageFunction.deadLetters.queueArn] }),
      new PolicyStatement({
        actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
        resources: [props.key.keyArn],
        conditions: { StringEquals: { 'kms:ViaService': `sqs.${region}.amazonaws.com` } },
      }),
    );
    this.acceptOutsideVpc();
  }

  /** The resource that closes the group when it is made. cdk-nag and CDK know it by this type. */
  public close(scope: Construct, id: string, vpc: CfnVPC): CustomResource {
    return new CustomResource(scope, id, {
      serviceToken: this.stageFunction.lambda.functionArn,
      resourceType: 'Custom::VpcRestrictDefaultSG',
      properties: { SecurityGroupId: vpc.attrDefaultSecurityGroup, Account: Stack.of(this).account },
    });
  }

  private acceptOutsideVpc(): void {
    const rules = ['NIST.800.53.R5', 'HIPAA.Security', 'PCI.DSS.321'].map((pack) => `${pack}-LambdaInsideVPC`);
    for (const rule of [...rules, 'ControlTower-CT.LAMBDA.PR.3']) {
      acknowledgeBuiltIn(
        this.stageFunction.lambda,
        rule,
        'runs only while the stack deploys and calls only the EC2 control plane; inside this VPC it would need a further endpoint to EC2 and one to CloudFormation, which would widen the network for good',
      );
    }
  }
}

import { Stack } from 'aws-cdk-lib';
import { Rule } from 'aws-cdk-lib/aws-events';
import type { IRole, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { acknowledgeBuiltIn } from '../waiver/built-in';
import { StageRole, type AcceptedWildcard } from './stage-role';
import { Trust } from './trust';

/** The stage name of the break-glass role. */
export const BREAK_GLASS = 'break-glass';

export interface BreakGlassRoleProps {
  readonly name: string;
  readonly organizationId: string;
  /** The people's roles that may break the glass. */
  readonly principalArns: string[];
  /** What the role may do that nobody else may. */
  readonly statements: PolicyStatement[];
  /** @default - none */
  readonly acceptedWildcards?: AcceptedWildcard[];
  /** Hears of every attempt, also of one that is denied. Its policy and its key's must let EventBridge of this account publish, as {@link AlarmTopic}'s do. */
  readonly alarmTopic: ITopic;
}

/** The one role that may shorten a lock: with a second factor, for an hour, and never unheard. */
export class BreakGlassRole extends Construct {
  public readonly role: IRole;

  public constructor(scope: Construct, id: string, props: BreakGlassRoleProps) {
    super(scope, id);
    this.role = new StageRole(this, 'Stage', {
      name: props.name,
      stage: BREAK_GLASS,
      organizationId: props.organizationId,
      trust: Trust.peopleWithMfa(props.principalArns, props.organizationId),
      statements: props.statements,
      acceptedWildcards: props.acceptedWildcards,
    }).role;
    const roleArn = StageRole.roleArn(this, props.name, BREAK_GLASS);
    const alarm = new Rule(this, 'Alarm', {
      ruleName: `${props.name}-${BREAK_GLASS}`,
      description: `Someone takes ${roleArn} of ${Stack.of(this).account}`,
      eventPattern: {
        source: ['aws.sts'],
        detailType: ['AWS API Call via CloudTrail'],
        detail: { eventName: ['AssumeRole'], requestParameters: { roleArn: [roleArn] } },
      },
      // CDK's own target would let EventBridge publish for anyone's rules; the topic's policy says for whose.
      targets: [{ bind: () => ({ arn: props.alarmTopic.topicArn }) }],
    });
    acknowledgeBuiltIn(
      alarm,
      'Serverless-EventBusDLQ',
      'EventBridge tries to deliver for 24 hours, and the call itself stays in the trail, whose own alarm reads it too',
    );
  }
}

import { DetectStackResourceDriftCommand } from '@aws-sdk/client-cloudformation';
import { NotReadable } from '../failure';
import { missing, type Reader } from '../reader';

/** What CloudFormation itself reads for us, with our permissions. */
const READ_FOR_IT = [
  'application-autoscaling:DescribeScalableTargets',
  'application-autoscaling:DescribeScalingPolicies',
  'application-autoscaling:DescribeScheduledActions',
  'glue:GetDatabase',
  'route53resolver:GetFirewallDomainList',
  'route53resolver:GetFirewallRuleGroup',
  'route53resolver:GetFirewallRuleGroupAssociation',
  'route53resolver:GetResolverQueryLogConfig',
  'route53resolver:GetResolverQueryLogConfigAssociation',
  'route53resolver:ListFirewallDomains',
  'route53resolver:ListFirewallRules',
  'route53resolver:ListTagsForResource',
  'scheduler:GetSchedule',
  'scheduler:GetScheduleGroup',
  'scheduler:ListTagsForResource',
];

/**
 * Types whose services have no client here. CloudFormation's own drift detection reads them, and tells the properties that the
 * template names in the template's shape. What is there beside those it does not tell.
 */
export const BY_CLOUDFORMATION: Reader = {
  types: [
    'AWS::ApplicationAutoScaling::ScalableTarget',
    'AWS::ApplicationAutoScaling::ScalingPolicy',
    'AWS::Glue::Database',
    'AWS::Route53Resolver::FirewallDomainList',
    'AWS::Route53Resolver::FirewallRuleGroup',
    'AWS::Route53Resolver::FirewallRuleGroupAssociation',
    'AWS::Route53Resolver::ResolverQueryLoggingConfig',
    'AWS::Route53Resolver::ResolverQueryLoggingConfigAssociation',
    'AWS::Scheduler::Schedule',
    'AWS::Scheduler::ScheduleGroup',
  ],
  calls: { 'cloudformation:DetectStackResourceDrift': ['cloudformation:DetectStackResourceDrift', ...READ_FOR_IT] },
  async read({ stackName: StackName, logicalId: LogicalResourceId, physicalId }, { clients: { cloudformation } }) {
    const answer = await cloudformation.send(new DetectStackResourceDriftCommand({ StackName, LogicalResourceId }));
    const { StackResourceDriftStatus: status, ActualProperties: actual } = answer.StackResourceDrift ?? {};
    if (status === 'DELETED') return missing('CloudFormation finds it no more');
    if (actual === undefined || (status !== 'IN_SYNC' && status !== 'MODIFIED')) {
      throw new NotReadable({ kind: 'failed', detail: `CloudFormation did not check it: ${status ?? 'no answer'}` });
    }
    return {
      kind: 'read',
      properties: JSON.parse(actual) as Record<string, unknown>,
      attributes: { Id: physicalId },
    };
  },
};

import type { CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import { GATEWAY_LIMITS } from '../../contract/gateway';

/**
 * Rules of AWS's common set that read bodies. They look for what breaks web pages: a prompt may speak of paths, addresses and
 * scripts without being an attack on this API, so they count here; size is limited by a rule of ours.
 */
const COUNTED = [
  'CrossSiteScripting_BODY',
  'EC2MetaDataSSRF_BODY',
  'GenericLFI_BODY',
  'GenericRFI_BODY',
  'SizeRestrictions_BODY',
];

/** The firewall's rules, in order: what is too large, who is too fast, what is a known attack. */
export function firewallRules(ratePerFiveMinutes: number): CfnWebACL.RuleProperty[] {
  return [
    rule(0, 'BodySize', {
      action: { block: {} },
      statement: {
        sizeConstraintStatement: {
          // A body larger than WAF can look into counts as too large.
          fieldToMatch: { body: { oversizeHandling: 'MATCH' } },
          comparisonOperator: 'GT',
          size: GATEWAY_LIMITS.bodyBytes,
          textTransformations: [{ priority: 0, type: 'NONE' }],
        },
      },
    }),
    rule(1, 'Rate', {
      action: { block: {} },
      statement: {
        rateBasedStatement: { aggregateKeyType: 'IP', evaluationWindowSec: 300, limit: ratePerFiveMinutes },
      },
    }),
    managed(
      2,
      'AWSManagedRulesCommonRuleSet',
      COUNTED.map((name) => ({ name, actionToUse: { count: {} } })),
    ),
    managed(3, 'AWSManagedRulesKnownBadInputsRuleSet'),
  ];
}

function managed(
  priority: number,
  name: string,
  ruleActionOverrides: CfnWebACL.RuleActionOverrideProperty[] = [],
): CfnWebACL.RuleProperty {
  return rule(priority, name, {
    overrideAction: { none: {} },
    statement: {
      managedRuleGroupStatement: {
        vendorName: 'AWS',
        name,
        ...(ruleActionOverrides.length > 0 && { ruleActionOverrides }),
      },
    },
  });
}

function rule(
  priority: number,
  name: string,
  rest: Pick<CfnWebACL.RuleProperty, 'action' | 'overrideAction' | 'statement'>,
): CfnWebACL.RuleProperty {
  const visibilityConfig = { cloudWatchMetricsEnabled: true, metricName: name, sampledRequestsEnabled: false };
  return { priority, name, visibilityConfig, ...rest };
}

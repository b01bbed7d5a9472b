import { BEDROCK_USERS, usesBedrock } from '../../reading/bedrock-use';
import { some } from '../../reading/quantify';
import type { Resource } from '../../reading/resource';
import { NOT_APPLICABLE, verdict, type Rule } from '../../rule';

/** An app that invokes Bedrock watches its metrics. */
export const bedrockAlarms: Rule = {
  id: 'BedrockAlarms',
  types: BEDROCK_USERS,
  check: (user) => {
    if (!usesBedrock(user)) return NOT_APPLICABLE;
    return verdict(some(user.tree.ofType('AWS::CloudWatch::Alarm'), watchesBedrock));
  },
};

function watchesBedrock(alarm: Resource): boolean {
  const direct = alarm.at('Namespace').text();
  const metrics = alarm.at('Metrics').list();
  const namespaces = [direct, ...metrics.map((metric) => metric.at('MetricStat', 'Metric', 'Namespace').text())];
  return namespaces.some((namespace) => namespace?.startsWith('AWS/Bedrock') === true);
}

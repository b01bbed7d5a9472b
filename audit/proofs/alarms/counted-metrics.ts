import type { Resource } from '../../assembly/model';
import { text } from '../../assembly/readers';
import { isResolvedList, isResolvedMap, type Resolved, type ResolvedMap } from '../../assembly/value';
import { placeOf } from '../../world/policy-document';
import type { Facts } from '../facts';
import type { Proof } from '../invariant';

/** Each metric of a filter has an alarm. */
export function counted({ model }: Facts, filter: Resource): Proof {
  const about = { subject: placeOf(filter), resource: filter };
  const wanted = metricsOf(model, filter);
  if (wanted.length === 0) return { kind: 'not evaluated', detail: 'its metric cannot be read', ...about };
  const missing = wanted.filter(
    (metric) =>
      !model.resources.some(
        (alarm) =>
          alarm.type === 'AWS::CloudWatch::Alarm' &&
          alarm.condition === 'always' &&
          readsMetric(model.property(alarm), metric['MetricNamespace'], metric['MetricName']),
      ),
  );
  if (missing.length === 0) return { kind: 'proved', detail: 'an alarm reads its metric', ...about };
  const names = missing.map((metric) => `${String(metric['MetricNamespace'])} ${String(metric['MetricName'])}`);
  return { kind: 'refuted', detail: `no alarm reads ${names.join(', ')}`, ...about };
}

/** In templates that declare a platform, a metric of its own is one that a filter in them counts. */
export function fed({ model, declared }: Facts, alarm: Resource): readonly Proof[] {
  const namespace = text(model.property(alarm, 'Namespace'));
  const name = model.property(alarm, 'MetricName');
  if (!declared.platform || namespace.kind !== 'resolved' || namespace.value.startsWith('AWS/')) return [];
  const about = { subject: `${placeOf(alarm)}: its metric`, resource: alarm };
  const filter = model.resources.find((one) => {
    if (one.type !== 'AWS::Logs::MetricFilter' || one.condition !== 'always') return false;
    return metricsOf(model, one).some(
      (metric) => metric['MetricNamespace'] === namespace.value && metric['MetricName'] === name,
    );
  });
  return [
    filter
      ? { kind: 'proved', detail: `${placeOf(filter)} counts it`, ...about }
      : { kind: 'refuted', detail: `no metric filter counts ${namespace.value} ${String(name)}`, ...about },
  ];
}

function readsMetric(
  alarm: Resolved | undefined,
  namespace: Resolved | undefined,
  name: Resolved | undefined,
): boolean {
  if (!isResolvedMap(alarm)) return false;
  if (alarm['Namespace'] === namespace && alarm['MetricName'] === name) return true;
  const metrics = alarm['Metrics'];
  return (
    isResolvedList(metrics) &&
    metrics.some((one) => {
      const stat = isResolvedMap(one) ? one['MetricStat'] : undefined;
      const metric = isResolvedMap(stat) ? stat['Metric'] : undefined;
      return isResolvedMap(metric) && metric['Namespace'] === namespace && metric['MetricName'] === name;
    })
  );
}

function metricsOf(model: Facts['model'], filter: Resource): readonly ResolvedMap[] {
  const metrics = model.property(filter, 'MetricTransformations');
  return (isResolvedList(metrics) ? metrics : []).filter((one) => isResolvedMap(one));
}

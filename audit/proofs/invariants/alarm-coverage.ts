import { DataAction } from '../../../contract/access';
import type { Resource } from '../../assembly/model';
import { list, text } from '../../assembly/readers';
import { isResolvedMap, type Resolved } from '../../assembly/value';
import { placeOf } from '../../world/policy-document';
import { patternMatches, type LogEvent } from '../alarms/filter-pattern';
import {
  ANSWERED_REQUEST,
  ORDINARY_EVENT,
  REFUSED_REQUEST,
  TELLING_EVENTS,
  type TellingEvent,
} from '../alarms/telling-events';
import { WAITED_FOR, WATCHED_METRICS, type WatchedMetrics } from '../alarms/watched-metrics';
import type { Facts } from '../facts';
import type { Invariant, Proof } from '../invariant';

/** Somebody hears of what matters, and only of that. */
export const ALARM_COVERAGE: Invariant = {
  id: 'Proof-AlarmCoverage',
  title: 'What undoes a safeguard, fails or runs out raises an alarm',
  risk: 'An account that logs everything and tells nobody of the one event that mattered; or of so many that nobody looks.',
  check:
    'In templates that declare a platform, each of a list of CloudTrail events (CIS 4.1 to 4.15 and the safeguards of models) is matched by a metric filter on a trail’s log group, and an ordinary event by none; each API, endpoint, guardrail and web ACL has an alarm on the metrics that tell of errors, throttling and blocked requests; refused requests in an API’s access log are counted.',
  remedy: 'Add the metric filter or the alarm that the finding names.',
  sources: ['NIST SI-4', 'NIST AU-6', 'CIS AWS 4.1-4.15', 'AISVS 12.2', 'MEASURE 2.4'],
  prove(facts) {
    if (!facts.declared.platform) return [];
    return [...ofTrails(facts), ...ofStages(facts), ...ofMetrics(facts)];
  },
};

function ofTrails(facts: Facts): readonly Proof[] {
  const { model } = facts;
  const trails = model.resources.filter(({ type }) => type === 'AWS::CloudTrail::Trail');
  return trails.flatMap((trail): readonly Proof[] => {
    const filters = filtersOn(facts, groupOf(facts, trail, model.property(trail, 'CloudWatchLogsLogGroupArn')));
    const told = [...TELLING_EVENTS, ...breakGlass(facts)].map(({ what, event }) => heard(filters, event, trail, what));
    return [...told, ...filters.map((filter) => ignores(filter, ORDINARY_EVENT))];
  });
}

function ofStages(facts: Facts): readonly Proof[] {
  const stages = facts.model.resources.filter(({ type }) => type === 'AWS::ApiGateway::Stage');
  return stages.flatMap((stage): readonly Proof[] => {
    const group = groupOf(facts, stage, facts.model.property(stage, 'AccessLogSetting', 'DestinationArn'));
    const filters = filtersOn(facts, group);
    return [
      heard(filters, REFUSED_REQUEST, stage, 'a request that is refused for its rate'),
      ...filters.map((filter) => ignores(filter, ANSWERED_REQUEST)),
    ];
  });
}

/** Taking a role that may shorten a lock. */
function breakGlass({ declared }: Facts): readonly TellingEvent[] {
  const roles = declared.rows.filter(({ action }) => action === DataAction.OVERRIDE).map(({ principal }) => principal);
  return [...new Set(roles)].map((roleArn) => ({
    what: `taking ${roleArn}`,
    event: { eventSource: 'sts.amazonaws.com', eventName: 'AssumeRole', requestParameters: { roleArn } },
  }));
}

interface Filter {
  readonly resource: Resource;
  readonly pattern: ReturnType<typeof text>;
}

function groupOf({ model }: Facts, from: Resource, arn: Resolved | undefined): Resource | undefined {
  if (typeof arn !== 'string') return undefined;
  const name = arn.replace(/:\*$/, '');
  const type = 'AWS::Logs::LogGroup';
  const names = [arn, name, name.split(':log-group:')[1] ?? ''];
  return names.map((one) => model.findFrom(from, one, type)).find((one) => one !== undefined);
}

function filtersOn({ model }: Facts, group: Resource | undefined): readonly Filter[] {
  if (!group) return [];
  return model.resources.flatMap((resource): Filter[] => {
    if (resource.type !== 'AWS::Logs::MetricFilter' || resource.condition !== 'always') return [];
    const name = model.property(resource, 'LogGroupName');
    if (typeof name !== 'string' || model.findFrom(resource, name, group.type) !== group) return [];
    return [{ resource, pattern: text(model.property(resource, 'FilterPattern')) }];
  });
}

function matches({ pattern }: Filter, event: LogEvent): boolean | undefined {
  if (pattern.kind === 'unresolved') return undefined;
  return patternMatches(pattern.kind === 'absent' ? '' : pattern.value, event);
}

function heard(filters: readonly Filter[], event: LogEvent, resource: Resource, what: string): Proof {
  const about = { subject: `${placeOf(resource)}: ${what}`, resource };
  const found = filters.find((filter) => !ignoresNothing(filter) && matches(filter, event) === true);
  if (found) return { kind: 'proved', detail: `${placeOf(found.resource)} counts it`, ...about };
  const unread = filters.find((filter) => matches(filter, event) === undefined);
  if (unread)
    return { kind: 'not evaluated', detail: `the pattern of ${placeOf(unread.resource)} is not read`, ...about };
  return { kind: 'refuted', detail: 'no metric filter on its log group matches it', ...about };
}

/** A filter without a pattern tells nothing apart. */
function ignoresNothing({ pattern }: Filter): boolean {
  return pattern.kind === 'absent' || (pattern.kind === 'resolved' && pattern.value.trim() === '');
}

function ignores(filter: Filter, event: LogEvent): Proof {
  const about = { subject: `${placeOf(filter.resource)}: ordinary events`, resource: filter.resource };
  const answer = matches(filter, event);
  if (answer === undefined) return { kind: 'not evaluated', detail: 'its pattern is not read', ...about };
  return answer
    ? { kind: 'refuted', detail: 'it counts what happens all day', ...about }
    : { kind: 'proved', detail: 'not counted', ...about };
}

function ofMetrics(facts: Facts): readonly Proof[] {
  const waited = waitedFor(facts);
  return facts.model.resources.flatMap((resource): readonly Proof[] => {
    const watched = [
      ...(Object.hasOwn(WATCHED_METRICS, resource.type) ? (WATCHED_METRICS[resource.type] ?? []) : []),
      ...(waited.has(resource) ? [WAITED_FOR] : []),
    ];
    return watched.flatMap((one) => one.metrics.map((metric) => alarmed(facts, resource, one, metric)));
  });
}

/** Functions that an API may invoke. */
function waitedFor({ model }: Facts): ReadonlySet<Resource> {
  const found = model.resources.flatMap((one) => {
    if (one.type !== 'AWS::Lambda::Permission' || model.property(one, 'Principal') !== 'apigateway.amazonaws.com')
      return [];
    const name = model.property(one, 'FunctionName');
    return typeof name === 'string' ? (model.find(name, 'AWS::Lambda::Function') ?? []) : [];
  });
  return new Set(found);
}

function alarmed(facts: Facts, resource: Resource, watched: WatchedMetrics, metric: string): Proof {
  const { model } = facts;
  const about = { subject: `${placeOf(resource)}: ${watched.namespace} ${metric}`, resource };
  const { dimension, fixed } = watched;
  const value = dimension && valueOf(facts, resource, dimension);
  const alarm = model.resources.find(
    (one) =>
      one.type === 'AWS::CloudWatch::Alarm' &&
      one.condition === 'always' &&
      model.property(one, 'Namespace') === watched.namespace &&
      model.property(one, 'MetricName') === metric &&
      (!dimension || has(model.property(one, 'Dimensions'), dimension.name, value)) &&
      (!fixed || has(model.property(one, 'Dimensions'), fixed.name, fixed.value)),
  );
  if (alarm) return { kind: 'proved', detail: `${placeOf(alarm)} watches it`, ...about };
  return { kind: 'refuted', detail: 'no alarm watches it', ...about };
}

function valueOf(
  { model }: Facts,
  resource: Resource,
  { property, attribute }: NonNullable<WatchedMetrics['dimension']>,
): Resolved | undefined {
  return property === undefined ? model.reference(resource, attribute) : model.property(resource, property);
}

function has(dimensions: Resolved | undefined, name: string, value: Resolved | undefined): boolean {
  const read = list(dimensions);
  return (
    read.kind === 'resolved' &&
    read.value.some(
      (one) => isResolvedMap(one) && one['Name'] === name && value !== undefined && one['Value'] === value,
    )
  );
}

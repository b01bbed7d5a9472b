import type { Resource } from '../reading/resource';
import type { Value } from '../reading/value';

const PREFIX = 'AWS::SageMaker::';
const SCHEDULE = `${PREFIX}MonitoringSchedule`;

export const JOB_DEFINITIONS = ['DataQuality', 'ModelBias', 'ModelExplainability', 'ModelQuality'].map(
  (kind) => `${PREFIX}${kind}JobDefinition`,
);

/** What runs a monitor: a named definition, or the one written into the schedule. */
export interface MonitoringJob {
  readonly network: Value;
  readonly cluster: Value;
  readonly output: Value;
}

export function jobOf(definition: Resource): MonitoringJob {
  const kind = definition.type.slice(PREFIX.length, -'JobDefinition'.length);
  return {
    network: definition.at('NetworkConfig'),
    cluster: definition.at('JobResources', 'ClusterConfig'),
    output: definition.at(`${kind}JobOutputConfig`),
  };
}

/** Whether it is a schedule that runs a definition of its own right: that one is judged where it stands. */
export function namesDefinition(monitor: Resource): boolean {
  return monitor.type === SCHEDULE && inlineJob(monitor).absent;
}

/** The job that a definition is, or that is written into a schedule. */
export function ownJob(monitor: Resource): MonitoringJob {
  if (monitor.type !== SCHEDULE) return jobOf(monitor);
  const inline = inlineJob(monitor);
  return {
    network: inline.at('NetworkConfig'),
    cluster: inline.at('MonitoringResources', 'ClusterConfig'),
    output: inline.at('MonitoringOutputConfig'),
  };
}

function inlineJob(schedule: Resource): Value {
  return schedule.at('MonitoringScheduleConfig', 'MonitoringJobDefinition');
}

/**
 * The job that a schedule runs: its own, or the definition that it names, which must be in this app.
 * @throws NotEvaluated where the named definition is not found
 */
export function scheduledJob(schedule: Resource): MonitoringJob {
  if (!namesDefinition(schedule)) return ownJob(schedule);
  const name = schedule.at('MonitoringScheduleConfig', 'MonitoringJobDefinitionName');
  const target = name.target()?.resource;
  if (target && JOB_DEFINITIONS.includes(target.type)) return jobOf(target);
  const wanted = name.text();
  const named = schedule.tree
    .ofType(...JOB_DEFINITIONS)
    .find((definition) => definition.stack === schedule.stack && definition.at('JobDefinitionName').raw === wanted);
  if (named && wanted !== undefined) return jobOf(named);
  throw name.unread('a job definition of this app');
}

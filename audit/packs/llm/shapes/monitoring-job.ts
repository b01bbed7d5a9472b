import type { Resource } from '../reading/resource';
import type { Value } from '../reading/value';

const PREFIX = 'AWS::SageMaker::';

export const JOB_DEFINITIONS = ['DataQuality', 'ModelBias', 'ModelExplainability', 'ModelQuality'].map(
  (kind) => `${PREFIX}${kind}JobDefinition`,
);

/** What runs a monitor: a named definition, or the one written into the schedule. */
export interface MonitoringJob {
  readonly network: Value;
  readonly cluster: Value;
}

export function jobOf(definition: Resource): MonitoringJob {
  return {
    network: definition.at('NetworkConfig'),
    cluster: definition.at('JobResources', 'ClusterConfig'),
  };
}

/**
 * The job that a schedule runs: its own, or the definition that it names, which must be in this app.
 * @throws NotEvaluated where the named definition is not found
 */
export function scheduledJob(schedule: Resource): MonitoringJob {
  const config = schedule.at('MonitoringScheduleConfig');
  const inline = config.at('MonitoringJobDefinition');
  if (!inline.absent) {
    return { network: inline.at('NetworkConfig'), cluster: inline.at('MonitoringResources', 'ClusterConfig') };
  }
  const name = config.at('MonitoringJobDefinitionName');
  const target = name.target()?.resource;
  if (target && JOB_DEFINITIONS.includes(target.type)) return jobOf(target);
  const wanted = name.text();
  const named = schedule.tree
    .ofType(...JOB_DEFINITIONS)
    .find((definition) => definition.stack === schedule.stack && definition.at('JobDefinitionName').raw === wanted);
  if (named && wanted !== undefined) return jobOf(named);
  throw name.unread('a job definition of this app');
}

import { keyKind } from '../../reading/key';
import { NOT_APPLICABLE, verdict, type Rule } from '../../rule';
import { JOB_DEFINITIONS, namesDefinition, ownJob } from '../../shapes/monitoring-job';

/** Monitoring jobs encrypt their volumes with a customer-managed key. */
export const monitorVolumeKey: Rule = {
  id: 'MonitorVolumeKey',
  types: [...JOB_DEFINITIONS, 'AWS::SageMaker::MonitoringSchedule'],
  check: (monitor) => {
    if (namesDefinition(monitor)) return NOT_APPLICABLE;
    const { cluster } = ownJob(monitor);
    return verdict(keyKind(cluster.at('VolumeKmsKeyId')) === 'customer-managed');
  },
};

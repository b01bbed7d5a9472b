import { keyKind } from '../../reading/key';
import { NOT_APPLICABLE, verdict, type Rule } from '../../rule';
import { JOB_DEFINITIONS, namesDefinition, ownJob } from '../../shapes/monitoring-job';

/** Monitoring jobs encrypt their reports with a customer-managed key. */
export const monitorOutputKey: Rule = {
  id: 'MonitorOutputKey',
  types: [...JOB_DEFINITIONS, 'AWS::SageMaker::MonitoringSchedule'],
  check: (monitor) => {
    if (namesDefinition(monitor)) return NOT_APPLICABLE;
    return verdict(keyKind(ownJob(monitor).output.at('KmsKeyId')) === 'customer-managed');
  },
};

import { NOT_APPLICABLE, verdict, type Rule } from '../../rule';
import { JOB_DEFINITIONS, namesDefinition, ownJob } from '../../shapes/monitoring-job';

/** Monitoring jobs run in a VPC. */
export const monitorVpc: Rule = {
  id: 'MonitorVpc',
  types: [...JOB_DEFINITIONS, 'AWS::SageMaker::MonitoringSchedule'],
  check: (monitor) => {
    if (namesDefinition(monitor)) return NOT_APPLICABLE;
    return verdict(ownJob(monitor).network.at('VpcConfig').given());
  },
};

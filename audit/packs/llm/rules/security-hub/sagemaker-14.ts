import { verdict, type Rule } from '../../rule';
import { scheduledJob } from '../../shapes/monitoring-job';

/** Monitoring schedules run isolated jobs. */
export const sageMaker14: Rule = {
  id: 'SageMaker.14',
  types: ['AWS::SageMaker::MonitoringSchedule'],
  check: (schedule) => verdict(scheduledJob(schedule).network.at('EnableNetworkIsolation').bool() === true),
};

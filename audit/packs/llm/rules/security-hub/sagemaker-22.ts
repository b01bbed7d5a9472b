import { verdict, type Rule } from '../../rule';
import { scheduledJob } from '../../shapes/monitoring-job';

/** Monitoring schedules run jobs that encrypt traffic between containers. */
export const sageMaker22: Rule = {
  id: 'SageMaker.22',
  types: ['AWS::SageMaker::MonitoringSchedule'],
  check: (schedule) =>
    verdict(scheduledJob(schedule).network.at('EnableInterContainerTrafficEncryption').bool() === true),
};

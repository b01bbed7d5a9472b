import { AthenaClient, GetWorkGroupCommand } from '@aws-sdk/client-athena';
import { DescribeStateMachineCommand, SFNClient } from '@aws-sdk/client-sfn';
import { type Properties, type Reading } from './reading';

/** What makes data sets: state machines, schedules, workgroups and databases. */
export const DATASETS: Readonly<Record<string, Reading>> = {
  'AWS::StepFunctions::StateMachine': {
    read: async (clients, { physicalId: stateMachineArn }) => {
      const is = await clients.of(SFNClient).send(new DescribeStateMachineCommand({ stateMachineArn }));
      return { ...is, StateMachineName: is.name, StateMachineType: is.type, DefinitionString: is.definition };
    },
  },
  'AWS::Athena::WorkGroup': {
    read: async (clients, { physicalId: WorkGroup }) => {
      const { WorkGroup: is } = await clients.of(AthenaClient).send(new GetWorkGroupCommand({ WorkGroup }));
      return { ...is, WorkGroupConfiguration: is?.Configuration };
    },
    lost: { RecursiveDeleteOption: 'is told to the service when the workgroup is deleted' },
  },
  'AWS::Glue::Database': {
    read: async (clients, { physicalId: Name }) => {
      const { Database } = await clients.json<{ Database: Properties }>('glue', 'AWSGlue.GetDatabase', { Name });
      return { ...Database, DatabaseInput: Database };
    },
  },
  'AWS::Scheduler::ScheduleGroup': {
    read: (clients, { physicalId }) => clients.get('scheduler', `/schedule-groups/${physicalId}`),
  },
  'AWS::Scheduler::Schedule': {
    read: (clients, { physicalId, properties }) =>
      clients.get('scheduler', `/schedules/${physicalId}?groupName=${String(properties['GroupName'])}`),
  },
};

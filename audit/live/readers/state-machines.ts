import { DescribeStateMachineCommand } from '@aws-sdk/client-sfn';
import { capitals, single, text, type Reader } from '../reader';

/**
 * Asks for what needs no key: a machine's definition is told only to who may decrypt with the machine's key, and who verifies may not. It is in the
 * result as not compared.
 */
export const STATE_MACHINES: Reader = {
  types: ['AWS::StepFunctions::StateMachine'],
  calls: { 'sfn:DescribeStateMachine': ['states:DescribeStateMachine'] },
  defaults: { StateMachineType: 'STANDARD', TracingConfiguration: { Enabled: false } },
  onlyInTemplates: ['Definition', 'DefinitionS3Location', 'DefinitionString', 'DefinitionSubstitutions'],
  read({ physicalId: stateMachineArn, properties: meant }, { clients: { sfn } }) {
    return single(['StateMachineDoesNotExist'], async () => {
      const is = await sfn.send(new DescribeStateMachineCommand({ stateMachineArn, includedData: 'METADATA_ONLY' }));
      return {
        EncryptionConfiguration: capitals(is.encryptionConfiguration),
        LoggingConfiguration: capitals(is.loggingConfiguration),
        RoleArn: is.roleArn,
        StateMachineName: 'StateMachineName' in meant ? is.name : undefined,
        StateMachineType: text(is.type),
        TracingConfiguration: capitals(is.tracingConfiguration),
      };
    });
  },
};

import { GetWorkGroupCommand } from '@aws-sdk/client-athena';
import { errorName } from '../failure';
import { missing, type Reader } from '../reader';

export const WORKGROUPS: Reader = {
  types: ['AWS::Athena::WorkGroup'],
  calls: { 'athena:GetWorkGroup': ['athena:GetWorkGroup'] },
  defaults: { State: 'ENABLED' },
  onlyInTemplates: ['RecursiveDeleteOption'],
  async read({ physicalId: WorkGroup }, { clients: { athena } }) {
    try {
      const { WorkGroup: is } = await athena.send(new GetWorkGroupCommand({ WorkGroup }));
      if (is === undefined) return missing();
      const { EngineVersion: engine, ...settings } = is.Configuration ?? {};
      const SelectedEngineVersion = engine?.SelectedEngineVersion;
      return {
        kind: 'read',
        properties: {
          Description: is.Description,
          Name: is.Name,
          State: is.State,
          WorkGroupConfiguration: {
            ...settings,
            // What a choice came to is the service's.
            ...(SelectedEngineVersion && { EngineVersion: { SelectedEngineVersion } }),
          },
        },
      };
    } catch (error) {
      // Athena has one name for all that it refuses.
      if (errorName(error) === 'InvalidRequestException' && /not found/i.test(String(error)))
        return missing('there is no such workgroup');
      throw error;
    }
  },
};

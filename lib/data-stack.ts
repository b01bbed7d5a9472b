import type { Construct } from 'constructs';
import { Trust } from '../constructs/identity/trust';
import type { IsolatedNetwork } from '../constructs/network/isolated-network';
import type { DataVault } from '../constructs/vault/data-vault';
import { DataClass } from '../contract/data-class';
import { DatasetStage } from './dataset-stage';
import type { FoundationStack } from './foundation-stack';
import { stageRole } from './generate/stage-roles';
import { vaultOf } from './generate/vault';
import { PlatformStack, type PlatformStackProps } from './platform-stack';

export interface DataStackProps extends PlatformStackProps {
  readonly foundation: FoundationStack;
  readonly network: IsolatedNetwork;
}

/** Raw and curated data, and, where the config names data sets, what turns one into the other. */
export class DataStack extends PlatformStack {
  public readonly vaults: DataVault[];

  public constructor(scope: Construct, props: DataStackProps) {
    super(scope, 'data', 'raw and curated data, and the stages between them', props);
    const { config, foundation, network, environment } = props;
    const { keys, accessLogs, alarmTopic } = foundation;
    this.vaults = [DataClass.RAW, DataClass.CURATED].map((dataClass) =>
      vaultOf(this, config, dataClass, keys.home(dataClass), { accessLogs, network }),
    );
    stageRole(this, config, 'ingest', Trust.lambda(environment.account), keys);
    if (config.dataStage) {
      new DatasetStage(this, 'Datasets', {
        config,
        dataStage: config.dataStage,
        keys,
        network,
        accessLogs,
        alarmTopic,
      });
    }
  }
}

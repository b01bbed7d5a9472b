import type { Construct } from 'constructs';
import { Trust } from '../constructs/identity/trust';
import type { IsolatedNetwork } from '../constructs/network/isolated-network';
import type { DataVault } from '../constructs/vault/data-vault';
import { DataClass } from '../contract/data-class';
import type { FoundationStack } from './foundation-stack';
import { stageRole } from './generate/stage-roles';
import { vaultOf } from './generate/vault';
import { PlatformStack, type PlatformStackProps } from './platform-stack';

export interface DataStackProps extends PlatformStackProps {
  readonly foundation: FoundationStack;
  readonly network: IsolatedNetwork;
}

/** Raw and curated data, and the roles of the stages that turn one into the other. */
export class DataStack extends PlatformStack {
  public readonly vaults: DataVault[];

  public constructor(scope: Construct, props: DataStackProps) {
    super(scope, 'data', 'raw and curated data, and the stages between them', props);
    const { config, foundation, network, environment } = props;
    const { keys, accessLogs } = foundation;
    this.vaults = [DataClass.RAW, DataClass.CURATED].map((dataClass) =>
      vaultOf(this, config, dataClass, keys.home(dataClass), { accessLogs, network }),
    );
    const trust = Trust.lambda(environment.account);
    stageRole(this, config, 'ingest', trust, keys);
    stageRole(this, config, 'curate', trust, keys);
  }
}

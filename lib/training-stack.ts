import { CfnModelPackageGroup } from 'aws-cdk-lib/aws-sagemaker';
import type { Construct } from 'constructs';
import { Trust } from '../constructs/identity/trust';
import type { IsolatedNetwork } from '../constructs/network/isolated-network';
import type { DataVault } from '../constructs/vault/data-vault';
import { DataClass } from '../contract/data-class';
import type { FoundationStack } from './foundation-stack';
import { stageRole } from './generate/stage-roles';
import { vaultOf } from './generate/vault';
import { PlatformStack, type PlatformStackProps } from './platform-stack';

export interface TrainingStackProps extends PlatformStackProps {
  readonly foundation: FoundationStack;
  readonly network: IsolatedNetwork;
}

/** Models and their registry, and the roles that train, evaluate and approve: three, and no two the same. */
export class TrainingStack extends PlatformStack {
  public readonly vaults: DataVault[];

  public constructor(scope: Construct, props: TrainingStackProps) {
    super(scope, 'training', 'models, their registry, and the stages that make and approve them', props);
    const { config, foundation, network, environment } = props;
    const { keys, accessLogs } = foundation;
    this.vaults = [vaultOf(this, config, DataClass.MODEL, keys.home(DataClass.MODEL), { accessLogs, network })];
    const sagemaker = Trust.service('sagemaker.amazonaws.com', environment.account);
    stageRole(this, config, 'train', sagemaker, keys);
    stageRole(this, config, 'evaluate', sagemaker, keys);
    stageRole(this, config, 'approve', Trust.people([...config.people.approvers], config.organizationId), keys);
    new CfnModelPackageGroup(this, 'Registry', {
      modelPackageGroupName: config.name,
      modelPackageGroupDescription: `${config.name}: every model version, pending until it is approved`,
    });
  }
}

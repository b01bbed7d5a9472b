import { Duration } from 'aws-cdk-lib';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { DataVault } from '../../constructs/vault/data-vault';
import { EndpointService } from '../../constructs/network/endpoint-service';
import type { IsolatedNetwork } from '../../constructs/network/isolated-network';
import { DataClass } from '../../contract/data-class';
import type { RampartConfig } from '../config/config';
import { vaultDoors } from './vault-doors';
import { bucketNameOf } from './vault-names';

/** What the vaults of one environment share. */
export interface VaultSurroundings {
  readonly accessLogs: IBucket;
  /** The network of the vaults' own environment, where it has one. */
  readonly network?: IsolatedNetwork;
}

/** A data class's vault, with the doors that the matrix gives it and the retention that the config asks for. */
export function vaultOf(
  scope: Construct,
  config: RampartConfig,
  dataClass: DataClass,
  key: IKey,
  around: VaultSurroundings,
): DataVault {
  const endpoint = around.network?.endpointId(EndpointService.S3);
  return new DataVault(scope, `${dataClass.charAt(0).toUpperCase()}${dataClass.slice(1)}`, {
    bucketName: bucketNameOf(config, dataClass),
    key,
    organizationId: config.organizationId,
    accessLogs: around.accessLogs,
    retention: Duration.days(config.retentionDays[dataClass]),
    doors: vaultDoors(config, dataClass, endpoint === undefined ? [] : [endpoint]),
    writeOnce: dataClass === DataClass.EVIDENCE,
  });
}

import { VaultAccess, type VaultDoor } from '../../constructs/vault/vault-door';
import type { AccessRow } from '../../contract/access';
import type { DataClass } from '../../contract/data-class';
import { accessMatrix, STAGES, TIER_OF_DOOR, type Stage } from '../access';
import type { RampartConfig } from '../config/config';
import { HOME, together } from '../environments';
import { clears, reads, scans, touchesObjects } from './rows';

/**
 * The doors of a class's vault, from the matrix.
 *
 * @param s3EndpointIds the S3 endpoints of the network in the vault's own environment
 */
export function vaultDoors(config: RampartConfig, dataClass: DataClass, s3EndpointIds: string[]): VaultDoor[] {
  return accessMatrix(config)
    .filter((row) => row.dataClass === dataClass && touchesObjects(row))
    .map((row) => {
      const door = {
        principalArn: row.principal,
        access: accessOf(row),
        prefix: row.prefix,
      };
      if (TIER_OF_DOOR[row.door] === undefined) return door;
      const place = STAGES[row.role as Stage];
      return together(config, place, HOME[dataClass])
        ? { ...door, vpcEndpointIds: s3EndpointIds }
        : { ...door, vpcEndpointAccount: config.places[place].account };
    });
}

function accessOf(row: AccessRow): VaultAccess {
  if (scans(row)) return VaultAccess.SCAN;
  if (clears(row)) return VaultAccess.CLEAR;
  return reads(row) ? VaultAccess.READ : VaultAccess.WRITE;
}

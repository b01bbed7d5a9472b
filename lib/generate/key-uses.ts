import type { KeyUse } from '../../constructs/keys/key-ring';
import { DataAction, Door } from '../../contract/access';
import { accountOf } from '../../contract/names';
import { accessMatrix } from '../access';
import type { RampartConfig } from '../config/config';
import { HOME, type PlatformEnvironment } from '../environments';
import { keyActions } from './rows';
import { bucketNameOf } from './vault-names';

/** Who may use the class keys of an environment, from the matrix: one entry for each role and class. */
export function keyUses(config: RampartConfig, environment: PlatformEnvironment): KeyUse[] {
  const uses = new Map<string, KeyUse>();
  for (const row of accessMatrix(config)) {
    const actions = keyActions(row);
    // What AWS services need of a key is added by the construct that brings the service in.
    if (actions.length === 0 || row.door === Door.AWS_SERVICE || !environment.places.includes(HOME[row.dataClass]))
      continue;
    const id = `${row.principal} ${row.dataClass}`;
    const known = uses.get(id);
    uses.set(id, {
      dataClass: row.dataClass,
      principalArn: row.principal,
      bucketName: bucketNameOf(config, row.dataClass),
      encrypt: known?.encrypt === true || actions.includes('kms:GenerateDataKey'),
      decrypt: known?.decrypt === true || actions.includes('kms:Decrypt'),
    });
  }
  return [...uses.values()];
}

/** The roles that the matrix lets sign, or verify, manifests. */
export function signers(config: RampartConfig, action: DataAction.SIGN | DataAction.VERIFY): string[] {
  const rows = accessMatrix(config).filter((row) => row.action === action);
  return [...new Set(rows.map((row) => row.principal))];
}

/** The roles that the matrix lets read the settings of an environment's keys: those of its own account. */
export function inspectors(config: RampartConfig, { account }: PlatformEnvironment): string[] {
  const rows = accessMatrix(config).filter(
    ({ action, principal }) => action === DataAction.INSPECT && accountOf(principal) === account,
  );
  return [...new Set(rows.map((row) => row.principal))];
}

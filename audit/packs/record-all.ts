import { CfnResource } from 'aws-cdk-lib';
import type { NagPack } from 'cdk-nag';
import type { IConstruct } from 'constructs';
import { notEvaluated } from '../ledger/judge';
import type { LedgerRow } from '../ledger/row';
import { record } from './recorder';
import { RuleMemo } from './rule-memo';

/**
 * Records every pack over the tree. A pack that breaks off, or that asks nothing of an app that has resources, leaves a
 * row that is open: a pack that fell silent must not look like one that found nothing.
 */
export function recordAll(packs: readonly NagPack[], app: IConstruct, date?: string): LedgerRow[] {
  const memo = new RuleMemo();
  const hasResources = app.node.findAll().some((node) => CfnResource.isCfnResource(node));
  return packs.flatMap((pack) => {
    try {
      const rows = record(pack, app, { date, memo });
      return rows.length === 0 && hasResources ? [broken(pack, 'the pack asked nothing of any resource')] : rows;
    } catch (error) {
      return [broken(pack, error)];
    }
  });
}

function broken(pack: NagPack, error: unknown): LedgerRow {
  const name = pack.readPackName;
  const rule = `${name}-all rules`;
  const nowhere = { stack: '', logicalId: '', resourceType: '', path: '' };
  return notEvaluated(
    { pack: name, rule, finding: rule, ...nowhere, outcome: 'not evaluated', detail: '' },
    error instanceof Error ? error : new Error(String(error)),
  );
}

import type { Decision, DecisionKind } from '../decision';
import type { Document } from '../document';
import type { MapResult } from '../engine/map-engine';
import type { SqlRow } from '../engine/sql-engine';
import { Account } from './accounts';
import { documentsOf } from './documents';
import { RunError } from './run-error';
import { ShardWriter } from './shard-writer';
import { readTable } from './table';
import type { TaskContext } from './task-context';

/** One part's documents, and all that was decided about them. */
export interface MixInput {
  readonly documents: string;
  readonly judged: string;
  /** Key of the table of what labels and balance decided that has the part's. */
  readonly settled: string;
}

/** Writes the documents that every step kept, with label and weight; of the others the reason. */
export async function mix(id: string, input: MixInput, { store }: TaskContext): Promise<MapResult> {
  const judged = new Map((await readTable(store, input.judged)).map((row) => [String(row['id']), row]));
  const settled = new Map((await readTable(store, input.settled)).map((row) => [String(row['id']), row]));
  const curated = new ShardWriter(store, `curated/${id}`);
  const excluded = new ShardWriter(store, `excluded/${id}`);
  const account = new Account();
  for await (const document of documentsOf(store, input.documents)) {
    const before = judged.get(document.id);
    if (before === undefined)
      throw new RunError('NOT_JUDGED', `${input.judged}: nothing was decided about ${document.id}`);
    const after = settled.get(document.id);
    const last = before['kind'] === 'kept' && after !== undefined ? after : before;
    const decision = decisionOf(last);
    const step = String(last['step']);
    account.count(step, decision);
    if (decision.kind === 'kept') await curated.add(lineOf(document, after));
    else
      await excluded.add({ id: document.id, source: document.source, step, kind: decision.kind, ...decision.reason });
  }
  const outputs = [...(await curated.end()), ...(await excluded.end())];
  return { id, outputs, counts: account.counts, reasons: account.reasons, tallies: account.tallies };
}

function decisionOf(row: SqlRow): Decision {
  const kind = row['kind'] as DecisionKind;
  if (kind === 'kept') return { kind };
  const detail = String(row['detail'] ?? '');
  return {
    kind,
    reason: {
      rule: String(row['rule']),
      value: Number(row['value']),
      limit: Number(row['limit_value']),
      ...(detail !== '' && { detail }),
    },
  };
}

function lineOf({ id, source, text, fields }: Document, settled: SqlRow | undefined): object {
  const label = settled?.['label'];
  const weight = settled?.['weight'];
  return {
    id,
    source,
    text,
    fields,
    ...(typeof label === 'string' && label !== '' && { label }),
    ...(typeof weight === 'number' && weight !== 1 && { weight }),
  };
}

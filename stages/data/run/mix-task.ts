import type { Decision, DecisionKind } from '../decision';
import type { MapResult } from '../engine/map-engine';
import type { SqlRow } from '../engine/sql-engine';
import { Account } from './accounts';
import { ADDED, Copier } from './copier';
import { documentsOf } from './documents';
import { runProfile, valuesOf } from './run-profile';
import { RunError } from './run-error';
import { cellName, Settler } from './settled';
import { ShardWriter, stored } from './shard-writer';
import { Columns, readTable } from './table';
import { JUDGED } from './tables';
import type { TaskContext } from './task-context';

/** One part's documents, and all that was decided about them. */
export interface MixInput {
  readonly documents: string;
  readonly attributes: string;
  readonly judged: string;
  /** Key of what labels and balance decided. */
  readonly settlement: string;
  /** Folder of the table of what is kept, by which later runs find duplicates. */
  readonly kept: string;
}

/** Writes the documents that every step kept, with label and weight; of the others the reason. */
export async function mix(id: string, input: MixInput, { store }: TaskContext): Promise<MapResult> {
  const judged = await readTable(store, input.judged);
  const attributes = await readTable(store, input.attributes);
  const settler = await Settler.open(store, input.settlement);
  const curated = new ShardWriter(store, `curated/${id}`);
  const excluded = new ShardWriter(store, `excluded/${id}`);
  const samples = new ShardWriter(store, `samples/${id}`);
  const kept = new Columns<keyof typeof JUDGED>(JUDGED);
  const copier = new Copier(settler.swaps);
  const profile = runProfile();
  const account = new Account();
  let at = 0;
  for await (const document of documentsOf(store, input.documents)) {
    const row = attributes[at];
    const before = judged[at++];
    if (before?.['id'] !== document.id || row?.['id'] !== document.id)
      throw new RunError('NOT_JUDGED', `${input.judged}: nothing was decided about ${document.id}`);
    const thin = settler.thinned(document.text, row);
    const { step, decision } = decided(before, row, settler, thin.text);
    account.count(step, decision);
    if (decision.kind !== 'kept') {
      await excluded.add({ id: document.id, source: document.source, step, kind: decision.kind, ...decision.reason });
      continue;
    }
    const weight = settler.weight(row);
    const label = settler.label(row);
    const line = {
      ...document,
      text: thin.text,
      ...(label !== '' && { label }),
      ...(weight !== 1 && { weight }),
    };
    const copies = copier.copiesOf({ id: document.id, text: thin.text, row, label }, settler.copies(row), account);
    for (const one of [line, ...copies.map((copy) => ({ ...line, ...copy }))]) {
      account.tally(`cell ${cellName(String(row['facet']), label)}`, 1);
      account.tally(`source ${document.source}`, 1);
      profile.add(valuesOf({ ...row, label }));
      await curated.add(one);
    }
    const sampled = settler.sampled(String(before['sha']), thin.text, row);
    if (sampled !== undefined) await samples.add(sampled);
    account.tally('repeated lines', thin.lines);
    account.tally(ADDED, copies.length);
    kept.add({ ...KEPT, id: document.id, place: before['place'] ?? 0n, sha: before['sha'] ?? '' });
  }
  const outputs = [
    ...(await curated.end()),
    ...(await excluded.end()),
    ...(await samples.end()),
    await kept.write(store, `${input.kept}${id}.parquet`),
    await stored(store, `profiles/${id}.json`, Buffer.from(JSON.stringify(profile))),
  ];
  return { id, outputs, counts: account.counts, reasons: account.reasons, tallies: account.tallies };
}

const KEPT = { kind: 'kept', step: '', rule: '', value: 0, limit_value: 0, detail: '' };

function decided(
  before: SqlRow,
  row: SqlRow,
  settler: Settler,
  text: string,
): { readonly step: string; readonly decision: Decision } {
  const kind = before['kind'] as DecisionKind;
  if (kind !== 'kept') {
    const detail = String(before['detail'] ?? '');
    const reason = {
      rule: String(before['rule']),
      value: Number(before['value']),
      limit: Number(before['limit_value']),
      ...(detail !== '' && { detail }),
    };
    return { step: String(before['step']), decision: { kind, reason } };
  }
  if (text.trim() === '') {
    const reason = { rule: 'duplicate/lines@1', value: 1, limit: 0 };
    return { step: 'deduplicate', decision: { kind: 'dropped', reason } };
  }
  const leaves = settler.leaves(row);
  if (leaves === undefined) return { step: '', decision: { kind: 'kept' } };
  const { step, kind: how, reason } = leaves;
  return { step, decision: { kind: how, reason } };
}

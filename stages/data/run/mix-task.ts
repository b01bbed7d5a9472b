import type { Decision, DecisionKind } from '../decision';
import type { MapResult } from '../engine/map-engine';
import type { SqlRow } from '../engine/sql-engine';
import { Account } from './accounts';
import { cellName } from './cell-name';
import { ADDED, Copier } from './copier';
import { documentsOf } from './documents';
import { tallyEffects } from './measure-books';
import { joined, type Effect } from './measures';
import { RunError } from './run-error';
import { Settler } from './settled';
import { readTable } from './table';
import type { TaskContext } from './task-context';
import { Written } from './written';

/** One part's documents, and all that was decided about them. */
export interface MixInput {
  readonly documents: string;
  readonly attributes: string;
  readonly judged: string;
  /** Key of what labels and balance decided. */
  readonly settlement: string;
  /** Folder of the table of what is kept, by which later runs find duplicates. */
  readonly kept: string;
  /** Only counts, and writes nothing: for a counter-measure that rests on what those before it leave. */
  readonly counting?: boolean;
}

/** Writes the documents that every step kept, with label and weight; of the others the reason. Or only counts what it would write. */
export async function mix(id: string, input: MixInput, { store }: TaskContext): Promise<MapResult> {
  const judged = await readTable(store, input.judged);
  const attributes = await readTable(store, input.attributes);
  const settler = await Settler.open(store, input.settlement);
  const written = input.counting === true ? undefined : new Written(store, id, input.kept);
  const copier = new Copier();
  const account = new Account();
  let at = 0;
  for await (const document of documentsOf(store, input.documents)) {
    const row = attributes[at];
    const before = judged[at++];
    if (before?.['id'] !== document.id || row?.['id'] !== document.id)
      throw new RunError('NOT_JUDGED', `${input.judged}: nothing was decided about ${document.id}`);
    const thin = settler.thinned(document.text, row);
    const label = settler.label(row);
    const cell = cellName(String(row['facet']), label);
    const { step, decision, effects } = decided(before, row, settler, thin.text);
    account.count(step, decision);
    if (decision.kind !== 'kept') {
      if (effects.length > 0) tallyEffects(account, cell, effects, false);
      await written?.exclude({
        id: document.id,
        source: document.source,
        step,
        kind: decision.kind,
        ...decision.reason,
      });
      continue;
    }
    const { weight, ...often } = joined(effects);
    const copies = copier.copiesOf({ id: document.id, text: thin.text, row, label }, often, account);
    tallyEffects(account, cell, effects, copies.length >= often.times);
    account.tally('repeated lines', thin.lines);
    account.tally(ADDED, copies.length);
    const line = {
      ...document,
      text: thin.text,
      ...(label !== '' && { label }),
      ...(weight !== 1 && { weight }),
    };
    for (const one of [line, ...copies.map((copy) => ({ ...line, ...copy }))]) {
      account.tally(`source ${document.source}`, 1);
      await written?.keep(one, { ...row, label });
    }
    await written?.keepRecord(before, settler.sampled(String(before['sha']), thin.text, row));
  }
  const { counts, reasons, tallies } = account;
  return { id, outputs: (await written?.end()) ?? [], counts, reasons, tallies };
}

function decided(
  before: SqlRow,
  row: SqlRow,
  settler: Settler,
  text: string,
): { readonly step: string; readonly decision: Decision; readonly effects: readonly Effect[] } {
  const kind = before['kind'] as DecisionKind;
  if (kind !== 'kept') {
    const detail = String(before['detail'] ?? '');
    const reason = {
      rule: String(before['rule']),
      value: Number(before['value']),
      limit: Number(before['limit_value']),
      ...(detail !== '' && { detail }),
    };
    return { step: String(before['step']), decision: { kind, reason }, effects: [] };
  }
  if (text.trim() === '') {
    const reason = { rule: 'duplicate/lines@1', value: 1, limit: 0 };
    return { step: 'deduplicate', decision: { kind: 'dropped', reason }, effects: [] };
  }
  const doubted = settler.doubted(row);
  const effects = doubted === undefined ? settler.effects(row) : [];
  const last = effects.at(-1);
  const leaves = doubted ?? (last?.kind === 'leaves' ? last.leaving : undefined);
  if (leaves === undefined) return { step: '', decision: { kind: 'kept' }, effects };
  return { step: leaves.step, decision: { kind: leaves.kind, reason: leaves.reason }, effects };
}

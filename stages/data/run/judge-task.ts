import type { Decision } from '../decision';
import type { MapResult } from '../engine/map-engine';
import type { SqlRow } from '../engine/sql-engine';
import { firstFailure, type Features } from '../rules/rule';
import { Account } from './accounts';
import { Columns } from './columns';
import { loadOutliers, type Outliers } from './outliers';
import type { Step, StepRule } from './settings';
import { readTable } from './table';
import { JUDGED } from './tables';
import type { TaskContext } from './task-context';

/** One part's attributes, and what was found by looking at all parts together. */
export interface JudgeInput {
  /** Key of the part's attributes. */
  readonly attributes: string;
  /** Folder of the tables of all parts that are judged with the same knowledge, with a `/` at its end. */
  readonly folder: string;
  /** Key of the table of duplicates, `id, kept, kind, similarity`, that has the part's. Absent where they are not known yet. */
  readonly duplicates?: string;
  /** Key of what is known about outliers; absent where there are too few documents to tell. */
  readonly outliers?: string;
}

/** A verdict, and the step at which it fell; a kept document has passed all steps. */
export interface Verdict {
  readonly step: Step | '';
  readonly decision: Decision;
}

/** Steps whose rules are judged before duplicates are looked for, and at what a duplicate is compared with. */
export const BEFORE_DUPLICATES: readonly Step[] = ['poison', 'clean', 'decontaminate'];

/** Applies thresholds to attributes. It never sees a text. */
export async function judge(id: string, input: JudgeInput, { store, settings }: TaskContext): Promise<MapResult> {
  const rules = settings.rules.filter(({ step }) => BEFORE_DUPLICATES.includes(step));
  const repeated = input.duplicates === undefined ? [] : await readTable(store, input.duplicates);
  const duplicates = new Map(repeated.map((row) => [String(row['id']), row]));
  const outliers = input.outliers === undefined ? undefined : await loadOutliers(store, input.outliers);
  const judged = new Columns(JUDGED);
  const account = new Account();
  for (const row of await readTable(store, input.attributes)) {
    const document = String(row['id']);
    const { step, decision } = verdictOf(row, rules, duplicates.get(document), outliers);
    account.count(step, decision);
    const reason = decision.kind === 'kept' ? undefined : decision.reason;
    judged.add({
      id: document,
      place: row['place'] as bigint,
      sha: String(row['sha']),
      kind: decision.kind,
      step,
      rule: reason?.rule ?? '',
      value: reason?.value ?? 0,
      limit_value: reason?.limit ?? 0,
      detail: reason?.detail ?? '',
    });
  }
  const outputs = [await judged.write(store, `${input.folder}${id}.parquet`)];
  return { id, outputs, counts: account.counts, reasons: account.reasons, tallies: account.tallies };
}

function verdictOf(
  row: SqlRow,
  rules: readonly StepRule[],
  duplicate: SqlRow | undefined,
  outliers: Outliers | undefined,
): Verdict {
  const failed = firstFailure(row as Features, rules);
  if (failed !== undefined) {
    const { rule, reason } = failed;
    return { step: (rule as StepRule).step, decision: { kind: rule.fails ?? 'dropped', reason } };
  }
  if (duplicate !== undefined) {
    const reason = {
      rule: `duplicate/${String(duplicate['kind'])}@1`,
      value: Number(duplicate['similarity']),
      limit: 0,
      detail: String(duplicate['kept']),
    };
    return { step: 'deduplicate', decision: { kind: 'dropped', reason } };
  }
  const reason = outliers?.judge(row);
  if (reason !== undefined) return { step: 'anomalies', decision: { kind: 'quarantined', reason } };
  return { step: '', decision: { kind: 'kept' } };
}

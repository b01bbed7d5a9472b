import type { IConstruct } from 'constructs';
import type { LedgerRow } from './row';
import { waiverFor } from './waivers';

/** How the detail of an accepted row begins whose check threw. */
export const NOT_EVALUATED = 'not evaluated: ';

/**
 * Turns a finding into an accepted one where a valid waiver stands on that very resource. A check that could not be
 * evaluated may be accepted too, and its detail then still says that it was not evaluated.
 */
export function judge(row: LedgerRow, node: IConstruct | undefined, date?: string): LedgerRow {
  if (!node) return row;
  const waiver = waiverFor(node, row.finding, date);
  if (!waiver) return row;
  const { cause, ...rest } = row;
  return { ...rest, outcome: 'accepted', detail: cause ? `${NOT_EVALUATED}${row.detail}` : row.detail, waiver };
}

/** The row of a check that threw: what it said, without what differs from run to run. */
export function notEvaluated(row: LedgerRow, error: unknown): LedgerRow {
  const message = error instanceof Error ? error.message : String(error);
  return { ...row, outcome: 'not evaluated', cause: 'threw', detail: stable(message) };
}

/** Token numbers depend on what else the process made, and later lines are traces with absolute paths. */
function stable(message: string): string {
  return (message.split('\n')[0] ?? '').replaceAll(/\$\{Token\[[^\]]*\]\}/g, '${Token}').trim() || 'the check threw';
}

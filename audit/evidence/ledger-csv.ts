import { order } from '../ledger/order';
import type { LedgerRow } from '../ledger/row';
import type { AuditResult } from '../result';

const COLUMNS = [
  'pack',
  'rule',
  'finding',
  'stack',
  'logicalId',
  'resourceType',
  'path',
  'outcome',
  'detail',
  'reason',
  'owner',
  'expiry',
] as const;

/** Above this many bytes the rows that are not applicable are left out: spreadsheets stop opening the file. */
export const CSV_LIMIT = 50 * 1024 * 1024;

export interface LedgerCsv {
  readonly text: string;
  /** False where the rows that are not applicable were left out; `ledger.json` has them. */
  readonly complete: boolean;
}

/**
 * The ledger as RFC 4180, one row for each rule and resource, safe to open in a spreadsheet. A row that is not applicable
 * leaves `detail` empty: what the rule looks for stands in `ledger.json` once.
 */
export function ledgerCsv(result: Pick<AuditResult, 'rows'>, limit = CSV_LIMIT): LedgerCsv {
  const { rows } = order(result.rows);
  const text = write(rows);
  if (Buffer.byteLength(text) <= limit) return { text, complete: true };
  return { text: write(rows.filter((row) => row.outcome !== 'not applicable')), complete: false };
}

function write(rows: readonly LedgerRow[]): string {
  // Nearly all rows are not applicable and repeat the same few hundred texts, so each text is made safe once.
  const cells = new Map<string, string>();
  const safe = (value: string): string => {
    let text = cells.get(value);
    if (text === undefined) cells.set(value, (text = cell(value)));
    return text;
  };
  return [COLUMNS.join(','), ...rows.map((row) => fields(row).map(safe).join(',')), ''].join('\r\n');
}

function fields(row: LedgerRow): string[] {
  const { pack, rule, finding, stack, logicalId, resourceType, path, outcome, waiver } = row;
  const detail = outcome === 'not applicable' ? '' : row.detail;
  const { reason = '', owner = '', expiry = '' } = waiver ?? {};
  return [pack, rule, finding, stack, logicalId, resourceType, path, outcome, detail, reason, owner, expiry];
}

/** A spreadsheet runs what begins with one of these; the apostrophe makes it text. */
export function cell(value: string): string {
  const safe = /^[=+\-@\t\r\n]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

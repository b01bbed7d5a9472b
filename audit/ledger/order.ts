import { NOT_EVALUATED } from './judge';
import { byText, type LedgerRow, type Place } from './row';

/** A rule as the ledger lists it: once, however many resources it looked at. */
export interface LedgerRule {
  readonly pack: string;
  readonly rule: string;
  /** What the rule looks for. */
  readonly detail: string;
}

/** The ledger's rows with the rules and resources they speak of, each list in canonical order. */
export interface OrderedLedger {
  readonly rules: readonly LedgerRule[];
  readonly places: readonly Place[];
  readonly rows: readonly LedgerRow[];
  /** Position in `rules` of each row's rule. */
  readonly ruleOf: (row: LedgerRow) => number;
  /** Position in `places` of each row's resource. */
  readonly placeOf: (row: LedgerRow) => number;
}

/**
 * Orders rows by resource (stack, path, logical id), then rule (pack, id), then finding, all in code-unit order. Sorts the few hundred
 * resources and rules, not the hundred thousand rows: those fall into place by number.
 */
export function order(rows: readonly LedgerRow[]): OrderedLedger {
  let ledger = ordered.get(rows);
  if (!ledger) {
    ledger = sort(rows);
    ordered.set(rows, ledger);
    ordered.set(ledger.rows, ledger);
  }
  return ledger;
}

/** The ledger is asked for by each file of the evidence. */
const ordered = new WeakMap<readonly LedgerRow[], OrderedLedger>();

function sort(rows: readonly LedgerRow[]): OrderedLedger {
  const rules = new Map<string, LedgerRule>();
  const places = new Map<string, Place>();
  for (const row of rows) {
    const { pack, rule, detail, stack, logicalId, resourceType, path } = row;
    const known = rules.get(ruleKey(row));
    // The words of a row that says why it was not evaluated are about that row, not about the rule.
    if (!known || (known.detail === '' && describes(row))) {
      rules.set(ruleKey(row), { pack, rule, detail: describes(row) ? detail : '' });
    }
    const key = placeKey(row);
    if (!places.has(key)) places.set(key, { stack, logicalId, resourceType, path });
  }
  const sortedRules = [...rules].sort(([, a], [, b]) => byText(a.pack, b.pack) || byText(a.rule, b.rule));
  const sortedPlaces = [...places].sort(
    ([, a], [, b]) => byText(a.stack, b.stack) || byText(a.path, b.path) || byText(a.logicalId, b.logicalId),
  );
  const rulePositions = new Map(sortedRules.map(([key], index) => [key, index]));
  const placePositions = new Map(sortedPlaces.map(([key], index) => [key, index]));
  const ruleOf = (row: LedgerRow): number => rulePositions.get(ruleKey(row)) ?? -1;
  const placeOf = (row: LedgerRow): number => placePositions.get(placeKey(row)) ?? -1;
  const keyed = rows.map((row) => ({ row, key: placeOf(row) * sortedRules.length + ruleOf(row) }));
  keyed.sort((a, b) => a.key - b.key || byText(a.row.finding, b.row.finding) || byText(a.row.detail, b.row.detail));
  return {
    rules: sortedRules.map(([, rule]) => rule),
    places: sortedPlaces.map(([, place]) => place),
    rows: keyed.map(({ row }) => row),
    ruleOf,
    placeOf,
  };
}

function describes({ outcome, detail }: LedgerRow): boolean {
  return outcome !== 'not evaluated' && !detail.startsWith(NOT_EVALUATED);
}

function ruleKey({ pack, rule }: LedgerRow): string {
  return `${pack}\n${rule}`;
}

function placeKey({ stack, path, logicalId }: LedgerRow): string {
  return `${stack}\n${path}\n${logicalId}`;
}

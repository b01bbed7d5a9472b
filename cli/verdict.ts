import type { LedgerRow } from '../audit/ledger/row';
import { summary } from '../audit/ledger/summary';
import { open, type AuditResult } from '../audit/result';
import type { Waiver } from '../contract/waiver';
import type { Colours } from './colour';
import { table } from './table';
import { hang } from './width';

const MOST_OPEN = 50;

/** An accepted finding and where it stands. */
export interface Acceptance extends Waiver {
  readonly path: string;
}

/** What an audit found, for a program. */
export function verdictJson(result: AuditResult): Record<string, unknown> {
  const { totals, byPack, resources, acknowledgements } = summary(result);
  const { findings, problems, count } = open(result);
  const { date } = result;
  const accepted = { ...acknowledgements, waivers: waivers(result) };
  return { date, open: count, findings, waiverProblems: problems, accepted, totals, byPack, resources };
}

/** The packs and how many of their checks ended how. */
export function packTable(result: AuditResult, width: number | undefined, paint: Colours): string {
  const rows = Object.entries(summary(result).byPack).map(([pack, counts]) => {
    const { compliant, accepted, 'non-compliant': failed, 'not applicable': foreign, 'not evaluated': unread } = counts;
    return [pack, ...[compliant, failed, accepted, foreign, unread].map(String)];
  });
  const head = ['pack', 'passed', 'failed', 'accepted', 'not applicable', 'not evaluated'];
  return table(head, rows, { width, right: [1, 2, 3, 4, 5], heading: paint.bold });
}

/** Every waiver that accepted a finding, once. */
export function waivers({ rows }: Pick<AuditResult, 'rows'>): Acceptance[] {
  const found = new Map<string, Acceptance>();
  for (const { waiver, path } of rows) {
    if (waiver !== undefined) found.set(JSON.stringify([path, waiver.id]), { ...waiver, path });
  }
  return [...found.values()];
}

/** What is accepted: a block for each resource and reason, with who answers for it and until when. */
export function waiverText(result: AuditResult, width: number | undefined, paint: Colours): string {
  const accepted = waivers(result);
  if (accepted.length === 0) return 'No finding is accepted.\n';
  const blocks = grouped(accepted, ({ path, reason, owner, expiry }) => [path, reason, owner, expiry]);
  const told = blocks.map(([first, ...more]) => {
    const ids = [first, ...more].map(({ id }) => id).join(', ');
    const because = `${first.reason} (${first.owner}, until ${first.expiry})`;
    return `${paint.bold(first.path)}\n${hang(ids, '  ', width)}${hang(because, '  ', width)}`;
  });
  const { resources, acknowledgements } = summary(result);
  return `Accepted: ${acknowledgements.count} findings, on ${resources} resources.\n${told.join('')}`;
}

/** What is open: a block for each rule, with what it says and where. Empty with nothing open. */
export function openText(result: AuditResult, width: number | undefined, paint: Colours): string {
  const { findings, problems, count } = open(result);
  const items = [
    ...problems.map(({ code, id, path, message }) => ({ title: `${code} ${id}`, detail: message, where: path })),
    ...findings.map((row) => ({ title: `${row.finding} ${row.outcome}`, detail: row.detail, where: placeOf(row) })),
  ].slice(0, MOST_OPEN);
  const blocks = grouped(items, ({ title, detail }) => [title, detail]).map(([first, ...more]) => {
    const places = [first, ...more].map(({ where }) => `  ${where}\n`).join('');
    return `${paint.bad(first.title)}\n${hang(first.detail, '  ', width)}${places}`;
  });
  const rest = count > MOST_OPEN ? [`and ${count - MOST_OPEN} more, which the ledger has\n`] : [];
  return [...blocks, ...rest].join('');
}

/** The last line: is anything open? */
export function verdictLine(result: AuditResult, paint: Colours): string {
  const { count } = open(result);
  if (count === 0) return paint.good('Nothing is open.');
  return paint.bad(count === 1 ? 'One thing is open.' : `${count} things are open.`);
}

function placeOf({ path, stack }: LedgerRow): string {
  return path === '' ? stack : path;
}

/** Items with the same key together, in the order in which the first of each came. */
function grouped<Item>(items: readonly Item[], key: (item: Item) => readonly string[]): [Item, ...Item[]][] {
  const groups = new Map<string, [Item, ...Item[]]>();
  for (const item of items) {
    const name = JSON.stringify(key(item));
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [item]);
    else group.push(item);
  }
  return [...groups.values()];
}

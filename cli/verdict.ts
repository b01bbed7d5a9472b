import { summary } from '../audit/ledger/summary';
import type { LedgerRow } from '../audit/ledger/row';
import { open, type AuditResult } from '../audit/result';
import type { Waiver } from '../contract/waiver';
import type { Colours } from './colour';
import { table } from './table';

const MOST_FINDINGS = 50;

/** What an audit found, for a person at a terminal: by pack, then what is accepted and by whom, then what is open. */
export function verdictText(result: AuditResult, width: number | undefined, paint: Colours, openOnly = false): string {
  if (openOnly) return open(result).count === 0 ? '' : openText(result, width, paint);
  const parts = [packTable(result, width, paint), waiverTable(result, width, paint), openText(result, width, paint)];
  return parts.filter((part) => part !== '').join('\n');
}

/** The same for a program. */
export function verdictJson(result: AuditResult): Record<string, unknown> {
  const { totals, byPack, resources, acknowledgements } = summary(result);
  const { findings, problems, count } = open(result);
  return {
    date: result.date,
    open: count,
    findings,
    waiverProblems: problems,
    waivers: waivers(result),
    totals,
    byPack,
    resources,
    acknowledgements,
  };
}

function packTable(result: AuditResult, width: number | undefined, paint: Colours): string {
  const { byPack } = summary(result);
  const rows = Object.entries(byPack).map(([pack, counts]) => [
    pack,
    String(counts.compliant),
    String(counts['non-compliant']),
    String(counts.accepted),
    String(counts['not applicable']),
    String(counts['not evaluated']),
  ]);
  const head = ['pack', 'passed', 'failed', 'accepted', 'not applicable', 'not evaluated'];
  return table(head, rows, { width, right: [1, 2, 3, 4, 5], heading: paint.bold });
}

/** An accepted finding and where it stands. */
export interface Acceptance extends Waiver {
  readonly path: string;
}

/** Every waiver that accepted a finding, once. */
export function waivers({ rows }: Pick<AuditResult, 'rows'>): Acceptance[] {
  const found = new Map<string, Acceptance>();
  for (const { waiver, path } of rows) {
    if (waiver !== undefined) found.set(JSON.stringify([path, waiver.id]), { ...waiver, path });
  }
  return [...found.values()];
}

function waiverTable(result: AuditResult, width: number | undefined, paint: Colours): string {
  const accepted = waivers(result);
  if (accepted.length === 0) return 'No finding is accepted by a waiver.\n';
  const { resources, acknowledgements } = summary(result);
  const share = `${acknowledgements.count} accepted findings on ${resources} resources`;
  const rows = accepted.map(({ id, path, reason, owner, expiry }) => [id, path, reason, owner, expiry]);
  return `${share}\n${table(['accepted', 'on', 'because', 'owner', 'until'], rows, { width, heading: paint.bold })}`;
}

function openText(result: AuditResult, width: number | undefined, paint: Colours): string {
  const { findings, problems, count } = open(result);
  if (count === 0) return `${paint.good('Nothing is open.')}\n`;
  const rows = [
    ...problems.map(({ code, id, path, message }) => [code, id, path, message]),
    ...findings.map((row) => [row.outcome, row.finding, place(row), row.detail]),
  ];
  const shown = table(['open', 'rule', 'on', 'because'], rows.slice(0, MOST_FINDINGS), { width, heading: paint.bold });
  const more = count > MOST_FINDINGS ? `and ${count - MOST_FINDINGS} more: the ledger has them all\n` : '';
  return `${shown}${more}${paint.bad(count === 1 ? 'One thing is open.' : `${count} things are open.`)}\n`;
}

function place({ path, stack }: LedgerRow): string {
  return path === '' ? stack : path;
}

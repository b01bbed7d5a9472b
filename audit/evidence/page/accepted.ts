import { NOT_EVALUATED } from '../../ledger/judge';
import { byText, type LedgerRow } from '../../ledger/row';
import type { AuditResult } from '../../result';
import { html, type Html } from './html';
import { code, count, daysLeft, detail, section, table } from './words';

/** Waivers that end within so many days are marked. */
const SOON = 60;

/** What is accepted, why, by whom and until when; the first to end comes first. */
export function accepted({ rows, date }: AuditResult): Html {
  const findings = rows.filter((row) => row.outcome === 'accepted');
  if (findings.length === 0) {
    return section('accepted', 'What is accepted, and why', 'Nothing: no finding is accepted.', html``);
  }
  const sorted = [...findings].sort(
    (a, b) => byText(endOf(a), endOf(b)) || byText(a.path, b.path) || byText(a.finding, b.finding),
  );
  return section(
    'accepted',
    'What is accepted, and why',
    `${count(findings.length, 'finding')}, each on one resource. After its last day a finding is open again.`,
    table(
      'Accepted findings',
      ['Finding', 'Resource', 'Reason', 'Owner', 'Until'],
      sorted.map((row) => line(row, date)),
      'filterable',
    ),
  );
}

function line({ finding, detail: words, path, resourceType, waiver }: LedgerRow, date: string): Html {
  const days = daysLeft(date, waiver?.expiry ?? date);
  const left = days === 0 ? 'last day' : `${count(days, 'day')} left`;
  const unread = words.startsWith(NOT_EVALUATED) ? html`<span class="tag unknown">not evaluated</span>` : html``;
  return html`<tr>
    <td>${code(finding)} ${unread} <span class="type">${detail(words).sentence}</span></td>
    <td>${code(path)} <span class="type">${resourceType}</span></td>
    <td class="reason">${waiver?.reason}</td>
    <td>${waiver?.owner}</td>
    <td class="nowrap">${waiver?.expiry} <span class="type${days <= SOON ? ' soon' : ''}">${left}</span></td>
  </tr> `;
}

function endOf({ waiver }: LedgerRow): string {
  return waiver?.expiry ?? '';
}

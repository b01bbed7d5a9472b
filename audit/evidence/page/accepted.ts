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
  const groups = new Map<string, LedgerRow[]>();
  for (const row of findings) {
    const { reason = '', owner = '', expiry = '' } = row.waiver ?? {};
    const key = [expiry, row.path, reason, owner].join('\n');
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  const sorted = [...groups].sort(([a], [b]) => byText(a, b)).map(([, group]) => group);
  return section(
    'accepted',
    'What is accepted, and why',
    `${count(findings.length, 'finding')}, each on one resource. After its last day a finding is open again.`,
    table(
      'Accepted findings',
      ['Resource', 'Accepted', 'Reason', 'Owner', 'Until'],
      sorted.map((group) => line(group, date)),
      'filterable',
    ),
  );
}

/** What is accepted on one resource for one reason. */
function line(rows: readonly LedgerRow[], date: string): Html {
  const { path = '', resourceType = '', waiver } = rows[0] ?? {};
  const days = daysLeft(date, waiver?.expiry ?? date);
  const left = days === 0 ? 'last day' : `${count(days, 'day')} left`;
  return html`<tr>
    <td>${code(path)} <span class="type">${resourceType}</span></td>
    <td>${rows.map(finding)}</td>
    <td class="reason">${waiver?.reason}</td>
    <td>${waiver?.owner}</td>
    <td class="nowrap">${waiver?.expiry} <span class="type${days <= SOON ? ' soon' : ''}">${left}</span></td>
  </tr> `;
}

function finding({ finding: id, detail: words }: LedgerRow): Html {
  const unread = words.startsWith(NOT_EVALUATED) ? html`<span class="tag unknown">not evaluated</span>` : html``;
  return html`<div class="finding">${code(id)} ${unread} <span class="type">${detail(words).sentence}</span></div> `;
}

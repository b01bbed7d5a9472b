import { open, type AuditResult } from '../../result';
import { byRule } from './by-rule';
import { html, type Html } from './html';
import { code, count, section, table } from './words';

/** What stands in the way: findings grouped by rule, most widespread first, and waivers that can't be relied on. */
export function openFindings(result: AuditResult): Html | undefined {
  const { findings, problems } = open(result);
  if (findings.length + problems.length === 0) return undefined;
  const waivers = problems.map(
    ({ code: kind, id, path, message }) =>
      html`<tr>
        <td>${code(kind)}</td>
        <td>${code(id)}</td>
        <td>${code(path)}</td>
        <td>${message}</td>
      </tr> `,
  );
  return section(
    'open',
    'Open findings',
    'Each of these must be mended, or accepted by an owner with a reason and an end.',
    [
      byRule(findings),
      waivers.length === 0
        ? html``
        : html`<h3>${count(waivers.length, 'waiver')} not to be relied on</h3>
            ${table('Waiver problems', ['Problem', 'Finding', 'Construct', 'What to do'], waivers)}`,
    ],
  );
}

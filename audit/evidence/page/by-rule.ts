import { byText, type LedgerRow } from '../../ledger/row';
import { html, type Html } from './html';
import { code, count, detail } from './words';

/** Findings grouped by rule, the most widespread rule first. Opens by itself where there are few. */
export function byRule(rows: readonly LedgerRow[]): Html {
  const groups = new Map<string, LedgerRow[]>();
  for (const row of rows) {
    const key = `${row.rule}\n${row.outcome}\n${row.detail}`;
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  const sorted = [...groups].sort(([a, x], [b, y]) => y.length - x.length || byText(a, b)).map(([, group]) => group);
  const expanded = rows.length <= 12 ? html` open` : html``;
  return html`<div class="groups" data-filter>${sorted.map((group) => groupOf(group, expanded))}</div> `;
}

function groupOf(rows: readonly LedgerRow[], expanded: Html): Html {
  const [first] = rows;
  if (!first) return html``;
  const { sentence, controls } = detail(first.detail);
  const threw = first.outcome === 'not evaluated' ? html`<span class="tag unknown">not evaluated</span> ` : html``;
  const ordered = [...rows].sort((a, b) => byText(a.path, b.path) || byText(a.finding, b.finding));
  const resources = ordered.map(({ finding, rule, path, logicalId, resourceType, stack }) => {
    const exact = finding === rule ? html`` : html`<span class="exact">${code(finding.slice(rule.length))}</span>`;
    const what = logicalId === '' ? 'the template' : resourceType;
    return html`<li>${code(path || stack || 'the app')} <span class="type">${what}</span> ${exact}</li> `;
  });
  return html`<details${expanded}><summary><b>${code(first.rule)}</b> ${threw}<span class="many">${count(rows.length, 'place')}</span>
<span class="what">${sentence}</span></summary>
${controls ? html`<p class="controls">Controls: ${controls}</p> ` : html``}<ul>
${resources}</ul></details>
`;
}

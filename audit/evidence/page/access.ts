import type { AccessRow } from '../../../contract/access';
import { DataClass } from '../../../contract/data-class';
import { accountOf } from '../../../contract/names';
import { byText } from '../../ledger/row';
import type { AuditResult } from '../../result';
import { html, type Html } from './html';
import { code, count, section, table } from './words';

const CLASSES: Readonly<Record<string, string>> = {
  [DataClass.RAW]: 'as acquired, untrusted',
  [DataClass.CURATED]: 'cleaned, labelled, balanced, signed',
  [DataClass.MODEL]: 'weights and their manifests',
  [DataClass.CONVERSATION]: 'prompts, answers, captures',
  [DataClass.LOG]: 'trails, access logs, flow logs',
  [DataClass.EVIDENCE]: 'what an auditor is handed',
};

/** Per class of data: which role may do what to it, and by which door. */
export function access({ access: { rows, problems } }: AuditResult): Html {
  const warnings =
    problems.length === 0
      ? html``
      : html`<ul class="warnings">
          ${problems.map((problem) => html`<li>${problem}</li>`)}
        </ul>`;
  if (rows.length === 0) {
    const lead = 'No template carries an access matrix, so this page cannot say who may touch which data.';
    return section('access', 'Who can touch which data', lead, warnings);
  }
  const order = Object.keys(CLASSES);
  const rank = (name: string): number => (order.includes(name) ? order.indexOf(name) : order.length);
  const classes = [...new Set(rows.map((row) => row.dataClass as string))];
  classes.sort((a, b) => rank(a) - rank(b) || byText(a, b));
  const accounts = new Set(rows.map((row) => accountOf(row.principal)));
  const cards = classes.map((name) =>
    card(
      name,
      rows.filter((row) => row.dataClass === name),
      accounts.size > 1,
    ),
  );
  return section(
    'access',
    'Who can touch which data',
    'As the templates declare it, all else being denied. This audit reads the declaration; it does not prove that the policies keep it.',
    html`${warnings}
      <div class="access">${cards}</div> `,
  );
}

function card(name: string, rows: readonly AccessRow[], showAccount: boolean): Html {
  const roles = new Map<string, AccessRow[]>();
  for (const row of rows) {
    const key = `${row.role}\n${row.principal}`;
    roles.set(key, [...(roles.get(key) ?? []), row]);
  }
  const lines = [...roles].sort(([a], [b]) => byText(a, b)).map(([, group]) => role(group, showAccount));
  return html`<article class="card">
    <h3>${name} <span class="many">${count(roles.size, 'role')}</span></h3>
    <p class="quiet">${CLASSES[name] ?? ''}</p>
    ${table(`Access to ${name} data`, ['Role', 'May', 'Part', 'By'], lines)}
  </article> `;
}

/** One role's lines: its name once, then a line for each part of the data and each door. */
function role(rows: readonly AccessRow[], showAccount: boolean): Html {
  const ways = new Map<string, AccessRow[]>();
  for (const row of rows) {
    const key = `${row.prefix}\n${row.door}`;
    ways.set(key, [...(ways.get(key) ?? []), row]);
  }
  const sorted = [...ways].sort(([a], [b]) => byText(a, b)).map(([, group]) => group);
  return html`${sorted.map((group, index) => {
    const { role: name = '', principal = '', prefix = '', door = '' } = group[0] ?? {};
    const account = showAccount ? html` <span class="type">${accountOf(principal)}</span>` : html``;
    const head = html`<th scope="row" rowspan="${sorted.length}" title="${principal}">${name}${account}</th>`;
    return html`<tr>
      ${index === 0 ? head : ''}
      <td>${group.map(({ action }) => html`<span class="tag">${action}</span> `)}</td>
      <td>${prefix ? code(prefix) : html`<span class="quiet">all</span>`}</td>
      <td>${door}</td>
    </tr> `;
  })}`;
}

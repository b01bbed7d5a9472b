import { OUTCOMES, type LedgerRow, type Outcome } from '../../ledger/row';
import { order } from '../../ledger/order';
import { html, type Html } from './html';
import { code, count, detail, number, section, table } from './words';

/** Every rule that applied to something, with what it looks for and how often it passed. */
export function rules(rows: readonly LedgerRow[]): Html {
  const ledger = order(rows);
  const counts = ledger.rules.map(
    () => Object.fromEntries(OUTCOMES.map((name) => [name, 0])) as Record<Outcome, number>,
  );
  for (const row of ledger.rows) {
    const own = counts[ledger.ruleOf(row)];
    if (own) own[row.outcome] += 1;
  }
  const applied = ledger.rules.flatMap(({ rule, detail: words }, index) => {
    const own = counts[index];
    if (!own) return [];
    const { compliant, accepted, 'non-compliant': violated, 'not evaluated': unread } = own;
    if (compliant + accepted + violated + unread === 0) return [];
    const { sentence, controls } = detail(words);
    const cells = [compliant, accepted, unread, violated].map(
      (value) => html`<td class="num${value === 0 ? ' zero' : ''}">${number(value)}</td>`,
    );
    return [
      html`<tr>
        <th scope="row">
          ${code(rule)}
          <span class="type">${sentence}${controls ? html` <span class="controls">${controls}</span>` : html``}</span>
        </th>
        ${cells}
      </tr> `,
    ];
  });
  const silent = ledger.rules.length - applied.length;
  return section(
    'rules',
    'Every rule that applied',
    `${count(applied.length, 'rule')} applied to at least one resource; ${number(silent)} more found no resource of their kind. ledger.json and ledger.csv hold each rule on each resource.`,
    html`<details class="all">
      <summary>Show the ${count(applied.length, 'rule')}</summary>
      ${table('Rules that applied', ['Rule', 'Passed', 'Accepted', 'Not evaluated', 'Violated'], applied, 'filterable')}
    </details> `,
  );
}

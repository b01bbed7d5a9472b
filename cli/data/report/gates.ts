import { html, type Html } from '../../../audit/evidence/page/html';
import type { DataManifest } from '../../../contract/data-manifest';

const CLASS = { passed: 'passed', held: 'open', 'not evaluated': 'unknown' } as const;

/** What stands between the data and its use. */
export function gatesSection({ gates }: DataManifest): Html | undefined {
  if (gates.length === 0) return undefined;
  const rows = gates.map(
    ({ gate, outcome, reasons }) =>
      html`<tr>
        <th scope="row">${gate}</th>
        <td class="${CLASS[outcome]}">${outcome}</td>
        <td>${reasons.map((reason) => html`<div>${reason}</div>`)}</td>
      </tr>`,
  );
  return html`<section id="gates">
    <h2>Gates</h2>
    <p class="lead">Only what passed may be promoted. What could not be evaluated did not pass.</p>
    <div class="scroll">
      <table>
        <thead>
          <tr>
            <th>Gate</th>
            <th>Outcome</th>
            <th>Why</th>
          </tr>
        </thead>
        <tbody>
          ${rows}
        </tbody>
      </table>
    </div>
  </section>`;
}

import { html, trusted, type Html } from '../../../audit/evidence/page/html';
import type { Measured } from '../../../stages/data/balance/measured';
import { wilson } from '../../../stages/data/balance/wilson';
import { ratePlot } from '../../../stages/data/report-plots/rates';
import type { BalanceReport } from '../../../stages/data/run/balance-step';
import type { RunRecords } from './page';

const NAMES = ['CI', 'DPL', 'JS', 'TVD'] as const;

/** Facets before and after the counter-measure, side by side. */
export function balanceSection({ balance }: RunRecords): Html | undefined {
  if (balance === undefined) return undefined;
  const { before, after } = balance;
  const rows = before.facets.map((facet) => {
    const later = after.facets.find((one) => one.facet === facet.facet);
    return html`<tr>
      <th scope="row">${facet.facet}</th>
      <td class="num">${facet.rows.toLocaleString('en')}</td>
      ${NAMES.map(
        (name) =>
          html`<td class="num">${said(facet.metrics.metrics[name])}</td>
            <td class="num">${said(later?.metrics.metrics[name])}</td>`,
      )}
    </tr>`;
  });
  const text = {
    id: 'rates',
    title: 'Share of favourable labels, by facet, before the counter-measure',
    description: 'With 95 % intervals by Wilson.',
  };
  return html`<section id="balance">
    <h2>Balance</h2>
    <p class="lead">
      SageMaker Clarify's metrics before training, each facet against all others: before, and after the counter-measure.
      Gate: total variation distance over all labels.
    </p>
    <div class="scroll drawing">${trusted(ratePlot(text, ratesOf(before)))}</div>
    <div class="scroll">
      <table class="filterable">
        <thead>
          <tr>
            <th>Facet</th>
            <th class="num">Rows</th>
            ${NAMES.map(
              (name) =>
                html`<th class="num">${name} before</th>
                  <th class="num">after</th>`,
            )}
          </tr>
        </thead>
        <tbody>
          ${rows}
        </tbody>
      </table>
    </div>
  </section>`;
}

function ratesOf({ facets }: BalanceReport) {
  return facets.flatMap(({ facet, rows, positive }) => {
    const interval = wilson(positive, rows);
    return interval === undefined
      ? []
      : [{ name: facet, rate: positive / rows, low: interval.low, high: interval.high, of: rows }];
  });
}

function said(measured: Measured | undefined): string {
  return measured?.kind === 'measured' ? measured.value.toFixed(4) : 'not evaluated';
}

import { html, type Html } from '../../../audit/evidence/page/html';
import type { Measured } from '../../../stages/data/balance/measured';
import { wilson } from '../../../stages/data/balance/wilson';
import { ratePlot } from '../../../stages/data/report-plots/rates';
import type { BalanceReport } from '../../../stages/data/run/balance-step';
import type { RunRecords } from './page';
import { amount, drawing, row, section, table } from './sections';

const NAMES = ['CI', 'DPL', 'JS', 'TVD'] as const;

/** Facets before and after the counter-measure, side by side. */
export function balanceSection({ balance }: RunRecords): Html | undefined {
  if (balance === undefined) return undefined;
  const { before, after } = balance;
  const rows = before.facets.map((facet) => {
    const later = after.facets.find((one) => one.facet === facet.facet);
    const cells = NAMES.flatMap((name) => [facet.metrics.metrics[name], later?.metrics.metrics[name]]);
    return row(facet.facet, amount(facet.rows), ...cells.map((cell) => html`<td class="num">${said(cell)}</td>`));
  });
  const text = {
    id: 'rates',
    title: 'Share of favourable labels, by facet, before the counter-measure',
    description: 'With 95 % intervals by Wilson.',
  };
  const metrics = NAMES.flatMap((name) => [{ number: `${name} before` }, { number: 'after' }]);
  return section(
    'balance',
    'Balance',
    "SageMaker Clarify's metrics before training, each facet against all others: before, and after the counter-measure. Gate: total variation distance over all labels.",
    drawing(ratePlot(text, ratesOf(before))),
    table(['Facet', { number: 'Rows' }, ...metrics], rows, 'filterable'),
  );
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

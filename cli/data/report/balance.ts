import { html, type Html } from '../../../audit/evidence/page/html';
import { compareTables, type Change } from '../../../stages/data/balance/comparison';
import type { Measured } from '../../../stages/data/balance/measured';
import { wilson } from '../../../stages/data/balance/wilson';
import { ratePlot } from '../../../stages/data/report-plots/rates';
import type { Measure } from '../../../stages/data/run/balance-outcome';
import type { BalanceReport } from '../../../stages/data/run/balance-step';
import type { RunRecords } from './page';
import { amount, drawing, row, section, table } from './sections';

/** Facets before and after the counter-measure, side by side. */
export function balanceSection({ balance }: RunRecords): Html | undefined {
  if (balance === undefined) return undefined;
  const { before, after, measure } = balance;
  const text = {
    id: 'rates',
    title: 'Share of favourable labels, by facet, before the counter-measure',
    description: 'With 95 % intervals by Wilson.',
  };
  return section(
    'balance',
    'Balance',
    "SageMaker Clarify's metrics before training, each facet against all others: before, and after the counter-measure. JS_ALL and TVD_ALL are over all labels; the gate is on TVD_ALL.",
    drawing(ratePlot(text, ratesOf(before))),
    sideBySide(before, after),
    ...(measure === undefined ? [] : [measureText(measure), ...identityTable(measure)]),
  );
}

/** Associations of words, by the vectors that the plan names. */
export function associationSection({ balance }: RunRecords): Html | undefined {
  if (balance?.weat === undefined) return undefined;
  const rows = balance.weat.map(({ name, effect, p, exact, unknown }) =>
    row(
      name,
      number(effect),
      number(p),
      html`<td>${exact ? 'all divisions' : 'random divisions'}</td>`,
      html`<td>${unknown.length === 0 ? 'none' : unknown.join(', ')}</td>`,
    ),
  );
  const columns = ['Test', { number: 'Effect size' }, { number: 'p' }, 'p from', 'Words without a vector'];
  return section(
    'associations',
    'Word associations',
    'WEAT (Caliskan, Bryson and Narayanan 2017) on the vectors that the plan names: 0 is no association, 2 the most.',
    table(columns, rows),
  );
}

/** A row for each metric of each facet, with what the counter-measure did to it. */
function sideBySide(before: BalanceReport, after: BalanceReport): Html {
  const rows = before.facets.flatMap(({ facet, rows: count, metrics }) => {
    const later = after.facets.find((one) => one.facet === facet);
    if (later === undefined) return [row(facet, html`<td>nothing of it is left</td>`, amount(count), amount(0))];
    return compareTables(metrics, later.metrics)
      .filter(({ before: was, after: is }) => was.kind === 'measured' || is.kind === 'measured')
      .map((change) =>
        row(
          facet,
          html`<td>${change.metric}</td>`,
          number(change.before),
          number(change.after),
          html`<td>${toward(change)}</td>`,
        ),
      );
  });
  return table(['Facet', 'Metric', { number: 'Before' }, { number: 'After' }, 'Moved'], rows, 'filterable');
}

function toward({ toward: where }: Change): string {
  return where === undefined
    ? 'not evaluated'
    : where === 'same'
      ? 'not at all'
      : `${where} ${where === 'closer' ? 'to' : 'from'} 0`;
}

function measureText({ method, added, quarantined, strata, identity }: Measure): Html {
  const said = [`Counter-measure: ${method}.`];
  if (added > 0) said.push(`It added ${added.toLocaleString('en')} copies.`);
  for (const [source, { value, limit }] of Object.entries(quarantined ?? {}))
    said.push(
      `Source ${source} is set aside: with it the difference was ${value.toFixed(4)}, and the limit is ${limit}.`,
    );
  for (const { stratum, target, reached } of (strata ?? []).filter((one) => one.reached < one.target))
    said.push(`${cellText(stratum)} has ${reached} of the ${target} that it should have: there are too few documents.`);
  for (const [what, count] of Object.entries(identity?.swaps ?? {}))
    said.push(what === 'swapped' ? `${count} texts were swapped.` : `${count} were left alone: ${what}.`);
  return html`<p>${said.join(' ')}</p>`;
}

function identityTable({ identity }: Measure): Html[] {
  if (identity === undefined) return [];
  return [
    html`<p>Documents by the group that they name most, against all other documents, before swapping and after it.</p>`,
    sideBySide(identity.before, identity.after),
  ];
}

function cellText(stratum: string): string {
  return (JSON.parse(stratum) as string[]).join(' / ');
}

function ratesOf({ facets }: BalanceReport) {
  return facets.flatMap(({ facet, rows, positive }) => {
    const interval = wilson(positive, rows);
    return interval === undefined
      ? []
      : [{ name: facet, rate: positive / rows, low: interval.low, high: interval.high, of: rows }];
  });
}

function number(measured: Measured): Html {
  return html`<td class="num">${measured.kind === 'measured' ? measured.value.toFixed(4) : 'not evaluated'}</td>`;
}

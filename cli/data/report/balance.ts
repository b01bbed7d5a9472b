import { html, type Html } from '../../../audit/evidence/page/html';
import { table } from '../../../audit/evidence/page/words';
import { compareTables, type Change } from '../../../stages/data/balance/comparison';
import type { Measured } from '../../../stages/data/balance/measured';
import { wilson } from '../../../stages/data/balance/wilson';
import { ratePlot } from '../../../stages/data/report-plots/rates';
import type { Measure } from '../../../stages/data/run/balance-outcome';
import type { BalanceReport } from '../../../stages/data/run/balance-step';
import type { CounterMeasure } from '../../../stages/data/run/measures';
import type { RunRecords } from './page';
import { amount, drawing, row, section } from './sections';

/** Facets before and after the counter-measure, side by side. */
export function balanceSection({ balance }: RunRecords): Html | undefined {
  if (balance === undefined) return undefined;
  const { before, after, measures } = balance;
  const text = {
    id: 'rates',
    title: 'Share of favourable labels, by facet, before any counter-measure',
    description: 'With 95 % intervals by Wilson.',
  };
  return section(
    'balance',
    'Balance',
    "SageMaker Clarify's metrics before training, each facet against all others: before, and after what was done about it. JS_ALL and TVD_ALL are over all labels; the gate is on TVD_ALL.",
    drawing(text.title, ratePlot(text, ratesOf(before))),
    ...measuresBody(before, measures),
    ...(measures.length > 1 ? [html`<h3>All together</h3>`] : []),
    sideBySide('Metrics of each facet, before and after', before, after),
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
    table('Word associations', columns, rows),
  );
}

/** A row for each metric of each facet, with what the counter-measure did to it. */
function sideBySide(label: string, before: BalanceReport, after: BalanceReport): Html {
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
  return table(label, ['Facet', 'Metric', { number: 'Before' }, { number: 'After' }, 'Moved'], rows, 'filterable');
}

function toward({ toward: where }: Change): string {
  return where === undefined
    ? 'not evaluated'
    : where === 'same'
      ? 'not at all'
      : `${where} ${where === 'closer' ? 'to' : 'from'} 0`;
}

/** The books of the counter-measures, and where there are several, what each did to the metrics by itself. */
function measuresBody(before: BalanceReport, measures: readonly Measure[]): Html[] {
  if (measures.length === 0) return [];
  const rows = measures.map((one) =>
    row(one.method, ...[one.in, one.kept, one.dropped, one.quarantined, one.added].map(amount)),
  );
  const heads = ['In', 'Kept', 'Dropped', 'Quarantined', 'Copies added'].map((number) => ({ number }));
  return [
    table('Books of each counter-measure', ['Counter-measure', ...heads], rows),
    ...measures.flatMap((one, index) => [
      measureText(one),
      ...(measures.length > 1
        ? [sideBySide(`Metrics of each facet, ${one.method}`, measures[index - 1]?.after ?? before, one.after)]
        : []),
      ...identityTable(one),
    ]),
  ];
}

function measureText({ method, added, plan, identity }: Measure): Html {
  const said = [`Counter-measure: ${method}.`];
  if (added > 0) said.push(`It added ${added.toLocaleString('en')} copies.`);
  for (const [what, count] of Object.entries(identity?.swaps ?? {}))
    said.push(what === 'swapped' ? `${count} texts were swapped.` : `${count} were left alone: ${what}.`);
  return html`<p>${[...said, ...planText(plan)].join(' ')}</p>`;
}

function planText(plan: CounterMeasure): string[] {
  switch (plan.method) {
    case 'quarantine':
      return Object.entries(plan.sources).map(
        ([source, { value, limit }]) =>
          `Source ${source} is set aside: with it the difference was ${value.toFixed(4)}, and the limit is ${limit}.`,
      );
    case 'cap':
      return Object.entries(plan.shares).map(
        ([source, share]) => `Of source ${source} a share of ${share.toFixed(4)} stays.`,
      );
    case 'resample':
      return plan.strata
        .filter(({ reached, target }) => reached < target)
        .map(
          ({ stratum, reached, target }) =>
            `${cellText(stratum)} has ${reached} of the ${target} that it should have: there are too few documents.`,
        );
    case 'swap':
    case 'reweigh':
      return [];
  }
}

function identityTable({ identity }: Measure): Html[] {
  if (identity === undefined) return [];
  return [
    html`<p>Documents by the group that they name most, against all other documents, before swapping and after it.</p>`,
    sideBySide('Metrics of each group that is named, before swapping and after it', identity.before, identity.after),
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

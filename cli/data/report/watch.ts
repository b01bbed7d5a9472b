import { html, type Html } from '../../../audit/evidence/page/html';
import { table } from '../../../audit/evidence/page/words';
import { seriesPlot } from '../../../stages/data/report-plots/series';
import type { WatchFinding } from '../../../stages/data/watch/findings';
import type { Series } from '../../../stages/data/watch/over-time/series';
import { brokenText } from '../../../stages/data/run/over-time';
import type { RunRecords } from './page';
import { drawing, row, section } from './sections';

/** What moved since the baseline. */
export function driftSection({ watch }: RunRecords): Html | undefined {
  if (watch === undefined) return undefined;
  return section(
    'drift',
    'Drift',
    `Each feature against the baseline: ${watch.passed} limits were looked at and kept. What could not be evaluated did not pass.`,
    findingsTable('Findings of drift', watch.findings),
  );
}

/** Whether the run's documents as a whole can be told from the baseline's, and by what. */
export function domainSection({ watch }: RunRecords): Html {
  const about = (lead: string, ...body: readonly Html[]): Html =>
    section('domain', 'Documents as a whole', lead, ...body);
  if (watch === undefined) return about('Not evaluated: the run was compared with no other one (--baseline).');
  const { auc, interval, documents, terms, features } = watch.domain;
  if (auc.kind === 'not evaluated') return about(`Not evaluated: ${auc.reason}.`);
  const range = interval === undefined ? '' : ` (95 %: ${interval.low.toFixed(3)} to ${interval.high.toFixed(3)})`;
  const lead = `A classifier that never saw them told ${documents.current.toLocaleString('en')} documents of this run from ${documents.baseline.toLocaleString('en')} of the baseline with an area under the curve of ${auc.value.toFixed(3)}${range}: 0.5 is chance, 1 is always. The sample follows from the documents' content; a word is named where ten documents or more have it.`;
  const rows = [
    ...terms.map(({ term, baseline, current }) =>
      row(term, html`<td>share of documents</td>`, share(baseline), share(current)),
    ),
    ...features.map(({ feature, baseline, current }) =>
      row(feature, html`<td>median</td>`, value(baseline), value(current)),
    ),
  ];
  const columns = ['Told apart by', 'Measured', { number: 'Baseline' }, { number: 'This run' }];
  return about(
    lead,
    rows.length === 0 ? html`<p>Nothing tells them apart.</p>` : table('What tells the documents apart', columns, rows),
  );
}

function share(of: number): Html {
  return html`<td class="num">${(100 * of).toFixed(1)} %</td>`;
}

function value(of: number): Html {
  return html`<td class="num">${String(Number(of.toPrecision(4)))}</td>`;
}

/** Bias, labels and agreement, run by run. */
export function overTimeSection({ overTime }: RunRecords): Html | undefined {
  if (overTime === undefined) return undefined;
  const { series, findings, broken, verdict, reasons } = overTime;
  const runs = Math.max(0, ...series.map(({ points }) => points.length));
  const long = series.filter(({ points }) => points.length > 1);
  return section(
    'over-time',
    'Over time',
    `Bias (DPL, before a counter-measure), shares of labels and the labellers' agreement, with 95 % intervals: ${runs.toLocaleString('en')} runs of this data set, each by its signed manifest and as the run behind it followed it. A trend is the median of all slopes with Sen's 99 % interval.`,
    ...(broken === undefined ? [] : [html`<p class="unknown">The series are cut off: ${brokenText(broken)}.</p>`]),
    ...(verdict === 'not evaluated'
      ? [html`<p class="unknown">Trends are not evaluated: ${reasons.join('; ')}.</p>`]
      : []),
    findingsTable('Findings over time', findings),
    ...long.map((one, index) => drawing(`${one.name}: ${one.statistic}, run by run`, plot(one, index))),
  );
}

function plot({ name, statistic, points }: Series, index: number): string {
  const text = { id: `series-${index}`, title: `${name}: ${statistic}`, description: `Runs: ${points.length}.` };
  return seriesPlot(
    text,
    points.map(({ run, estimate: { value, interval } }) => ({
      run,
      ...(value.kind === 'measured' && { value: value.value }),
      ...(interval && { interval }),
    })),
  );
}

function findingsTable(label: string, findings: readonly WatchFinding[]): Html {
  if (findings.length === 0) return html`<p>No limit was crossed.</p>`;
  const rows = findings.map(({ what, severity, verdict, rule, measured, limit, reason, detail }) =>
    row(
      what,
      html`<td>${severity}</td>`,
      html`<td class="${verdict === 'held' ? 'open' : 'unknown'}">${verdict === 'held' ? 'crossed' : verdict}</td>`,
      html`<td>${rule}</td>`,
      html`<td>
        ${measured === undefined ? (reason ?? '') : `${measured.toFixed(4)}, and the limit ${limit ?? ''}`}${detail === undefined ? '' : ` (${detail})`}
      </td>`,
    ),
  );
  return table(label, ['What', 'Severity', 'Verdict', 'Limit', 'Measured'], rows, 'filterable');
}

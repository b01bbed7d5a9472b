import { html, type Html } from '../../../audit/evidence/page/html';
import { seriesPlot } from '../../../stages/data/report-plots/series';
import type { WatchFinding } from '../../../stages/data/watch/findings';
import type { Series } from '../../../stages/data/watch/over-time/series';
import type { RunRecords } from './page';
import { drawing, row, section, table } from './sections';

/** What moved since the baseline. */
export function driftSection({ watch }: RunRecords): Html | undefined {
  if (watch === undefined) return undefined;
  return section(
    'drift',
    'Drift',
    `Each feature against the baseline: ${watch.passed} limits were looked at and kept. What could not be evaluated did not pass.`,
    findingsTable(watch.findings),
  );
}

/** Bias, labels and agreement, run by run. */
export function overTimeSection({ overTime }: RunRecords): Html | undefined {
  if (overTime === undefined) return undefined;
  return section(
    'over-time',
    'Over time',
    "Bias (DPL, before a counter-measure), shares of labels and the labellers' agreement, run by run back through each run's baseline, with 95 % intervals.",
    findingsTable(overTime.findings),
    ...overTime.series.map((one, index) => drawing(plot(one, index))),
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

function findingsTable(findings: readonly WatchFinding[]): Html {
  if (findings.length === 0) return html`<p>No limit was crossed.</p>`;
  const rows = findings.map(({ what, severity, verdict, rule, measured, limit, reason }) =>
    row(
      what,
      html`<td>${severity}</td>`,
      html`<td class="${verdict === 'held' ? 'open' : 'unknown'}">${verdict === 'held' ? 'crossed' : verdict}</td>`,
      html`<td>${rule}</td>`,
      html`<td>
        ${measured === undefined ? (reason ?? '') : `${measured.toFixed(4)}, and the limit ${limit ?? ''}`}
      </td>`,
    ),
  );
  return table(['What', 'Severity', 'Verdict', 'Limit', 'Measured'], rows, 'filterable');
}

import { html, type Html } from '../../../audit/evidence/page/html';
import { table } from '../../../audit/evidence/page/words';
import type { DataManifest } from '../../../contract/data-manifest';
import { barPlot } from '../../../stages/data/report-plots/bars';
import type { RunRecords } from './page';
import { amount, drawing, row, section } from './sections';

/** The books: what each step got, kept and took out. */
export function stepsSection({ steps }: DataManifest): Html {
  // Only where there are copies: a column of zeros says nothing.
  const copies = steps.some(({ added }) => added !== undefined);
  const heads = ['In', 'Kept', 'Dropped', 'Quarantined', ...(copies ? ['Copies added'] : [])];
  const rows = steps.map((one) => {
    const counts = [one.in, one.kept, one.dropped, one.quarantined, ...(copies ? [one.added ?? 0] : [])];
    return row(one.step, ...counts.map(orQuiet));
  });
  return section(
    'steps',
    'Every record is accounted for',
    `What a step keeps, the next one gets. In is the sum of kept, dropped and quarantined; a run whose books do not close fails.${copies ? ' Copies that balancing added are no records, and stand beside them.' : ''}`,
    table('Books of each step', ['Step', ...heads.map((number) => ({ number }))], rows, 'filterable'),
  );
}

function orQuiet(count: number): Html {
  return count === 0 ? html`<td class="num zero">0</td>` : amount(count);
}

/** What took records out. */
export function reasonsSection({ reasons, rules }: DataManifest): Html {
  const bars = Object.entries(reasons).map(([name, count]) => ({ name: name.split(' ')[2] ?? name, count }));
  const text = {
    id: 'reasons',
    title: 'Records taken out, by rule',
    description: 'Each record counts at the first rule that took it out.',
  };
  return section(
    'reasons-section',
    'What took records out',
    `${rules.length} rules were applied, each with its version and its limit in the manifest.`,
    drawing(text.title, barPlot(text, bars)),
  );
}

/** What is left of each source. */
export function keptSection({ sources }: RunRecords): Html {
  const names = [...new Set([...Object.keys(sources.before), ...Object.keys(sources.after)])].sort();
  const total = Object.values(sources.after).reduce((sum, count) => sum + count, 0);
  const rows = names.map((name) => {
    const after = sources.after[name] ?? 0;
    const share = total === 0 ? '' : `${((100 * after) / total).toFixed(1)} %`;
    return row(name, amount(sources.before[name] ?? 0), amount(after), html`<td class="num">${share}</td>`);
  });
  return section(
    'sources',
    'Sources',
    undefined,
    table(
      'Documents of each source',
      ['Source', { number: 'Before labels and balance' }, { number: 'Curated' }, { number: 'Share' }],
      rows,
      'filterable',
    ),
  );
}

import type { Html } from '../../../audit/evidence/page/html';
import { barPlot } from '../../../stages/data/report-plots/bars';
import type { RunRecords } from './page';
import { drawing, section } from './sections';

const PREFIX = 'personal ';

/** What was taken out of texts. */
export function personalSection({ tallies }: RunRecords): Html {
  const bars = Object.entries(tallies)
    .filter(([name]) => name.startsWith(PREFIX))
    .map(([name, count]) => ({ name: name.slice(PREFIX.length), count }));
  const text = {
    id: 'personal',
    title: 'Personal data and secrets replaced, by kind',
    description: 'Spans that were replaced by a placeholder in cleaned texts.',
  };
  return section(
    'personal-section',
    'Personal data and secrets',
    'Replaced by typed placeholders before anything else is written. What no rule knows is not found: see the bench data-quality.',
    drawing(text.title, barPlot(text, bars)),
  );
}

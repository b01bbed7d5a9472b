import { html, trusted, type Html } from '../../../audit/evidence/page/html';
import { barPlot } from '../../../stages/data/report-plots/bars';
import type { RunRecords } from './page';

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
  return html`<section id="personal-section">
    <h2>Personal data and secrets</h2>
    <p class="lead">
      Replaced by typed placeholders before anything else is written. What no rule knows is not found: see the bench
      data-quality.
    </p>
    <div class="scroll drawing">${trusted(barPlot(text, bars))}</div>
  </section>`;
}

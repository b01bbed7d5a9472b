import { html, trusted, type Html } from '../../../audit/evidence/page/html';
import type { DataManifest } from '../../../contract/data-manifest';
import { barPlot } from '../../../stages/data/report-plots/bars';
import type { RunRecords } from './page';

/** The books: what each step got, kept and took out. */
export function stepsSection({ steps }: DataManifest): Html {
  const rows = steps.map(
    (one) =>
      html`<tr>
        <th scope="row">${one.step}</th>
        ${[one.in, one.kept, one.dropped, one.quarantined].map((count) => html`<td class="num${count === 0 ? ' zero' : ''}">${count.toLocaleString('en')}</td>`)}
      </tr>`,
  );
  return html`<section id="steps">
    <h2>Every record is accounted for</h2>
    <p class="lead">
      What a step keeps, the next one gets. In is the sum of kept, dropped and quarantined; a run whose books do not
      close fails.
    </p>
    <div class="scroll">
      <table class="filterable">
        <thead>
          <tr>
            <th>Step</th>
            <th class="num">In</th>
            <th class="num">Kept</th>
            <th class="num">Dropped</th>
            <th class="num">Quarantined</th>
          </tr>
        </thead>
        <tbody>
          ${rows}
        </tbody>
      </table>
    </div>
  </section>`;
}

/** What took records out. */
export function reasonsSection({ reasons, rules }: DataManifest): Html {
  const bars = Object.entries(reasons).map(([name, count]) => ({ name: name.split(' ')[2] ?? name, count }));
  const text = {
    id: 'reasons',
    title: 'Records taken out, by rule',
    description: 'Each record counts at the first rule that took it out.',
  };
  return html`<section id="reasons-section">
    <h2>What took records out</h2>
    <p class="lead">${rules.length} rules were applied, each with its version and its limit in the manifest.</p>
    <div class="scroll drawing">${trusted(barPlot(text, bars))}</div>
  </section>`;
}

/** What is left of each source. */
export function keptSection({ sources }: RunRecords): Html {
  const names = [...new Set([...Object.keys(sources.before), ...Object.keys(sources.after)])].sort();
  const total = Object.values(sources.after).reduce((sum, count) => sum + count, 0);
  const rows = names.map((name) => {
    const after = sources.after[name] ?? 0;
    const share = total === 0 ? '' : `${((100 * after) / total).toFixed(1)} %`;
    return html`<tr>
      <th scope="row">${name}</th>
      <td class="num">${(sources.before[name] ?? 0).toLocaleString('en')}</td>
      <td class="num">${after.toLocaleString('en')}</td>
      <td class="num">${share}</td>
    </tr>`;
  });
  return html`<section id="sources">
    <h2>Sources</h2>
    <div class="scroll">
      <table class="filterable">
        <thead>
          <tr>
            <th>Source</th>
            <th class="num">Before labels and balance</th>
            <th class="num">Curated</th>
            <th class="num">Share</th>
          </tr>
        </thead>
        <tbody>
          ${rows}
        </tbody>
      </table>
    </div>
  </section>`;
}

import type { Outcome } from '../../ledger/row';
import type { Counts, Summary } from '../../ledger/summary';
import { html, type Html } from './html';
import { number, section, table } from './words';

const PACKS: Readonly<Record<string, string>> = {
  AwsSolutions: 'AWS Solutions Library',
  'NIST.800.53.R5': 'NIST 800-53 rev. 5',
  'HIPAA.Security': 'HIPAA Security',
  'PCI.DSS.321': 'PCI DSS 3.2.1',
  Serverless: 'Serverless applications',
  ControlTower: 'AWS Control Tower (Guard)',
  CloudFormation: 'CloudFormation validation by CDK',
  LlmPipeline: 'LLM workloads',
  Proofs: 'Proofs over all templates together',
};

/** In the order of the bar. What is not applicable is far the most, and left out of the bar. */
const SHOWN: readonly Outcome[] = ['compliant', 'accepted', 'not evaluated', 'non-compliant'];

/** Per pack: how many checks passed, are accepted, open or not evaluated. */
export function packs({ byPack }: Summary): Html {
  const rows = Object.entries(byPack).map(([name, counts]) => {
    const cell = (outcome: Outcome, className: string): Html =>
      html`<td class="num${counts[outcome] > 0 ? ` ${className}` : ' zero'}">${number(counts[outcome])}</td>`;
    return html`<tr>
      <th scope="row">${PACKS[name] ?? name} <span class="type">${PACKS[name] ? name : ''}</span></th>
      <td class="bar">${bar(counts)}</td>
      ${cell('compliant', 'passed')}${cell('accepted', 'accepted')}${cell('not evaluated', 'unknown')}${cell('non-compliant', 'open')}
      <td class="num quiet">${number(counts['not applicable'])}</td>
    </tr> `;
  });
  return section(
    'packs',
    'What was checked',
    'A check is one rule on one resource; the rules of Control Tower and CloudFormation, where they find nothing, are one check on a whole template. The bar leaves out what is not applicable.',
    table(
      'Checks by pack',
      ['Pack', 'Share', 'Passed', 'Accepted', 'Not evaluated', 'Violated', 'Not applicable'],
      rows,
      'packs',
    ),
  );
}

function bar(counts: Counts): Html {
  const present = SHOWN.filter((outcome) => counts[outcome] > 0);
  const total = present.reduce((sum, outcome) => sum + counts[outcome], 0);
  if (total === 0) return html`<span class="quiet">nothing applied</span>`;
  // A single violation among thousands must still be seen.
  const widths = present.map((outcome) => Math.max(2, (counts[outcome] / total) * 100));
  const scale = 100 / widths.reduce((sum, width) => sum + width, 0);
  let x = 0;
  const pieces = present.map((outcome, index) => {
    const width = (widths[index] ?? 0) * scale;
    const piece = html`<rect
      class="fill-${outcome.replace(' ', '-')}"
      x="${x.toFixed(2)}"
      y="0"
      width="${Math.max(0, width - 0.4).toFixed(2)}"
      height="10"
    />`;
    x += width;
    return piece;
  });
  const words = present.map((outcome) => `${number(counts[outcome])} ${outcome === 'compliant' ? 'passed' : outcome}`);
  return html`<svg
    class="share"
    viewBox="0 0 100 10"
    preserveAspectRatio="none"
    role="img"
    aria-label="${words.join(', ')}"
  >
    ${pieces}
  </svg>`;
}

import { html, type Html } from '../../../audit/evidence/page/html';
import { table } from '../../../audit/evidence/page/words';
import type { DataManifest } from '../../../contract/data-manifest';
import { row, section } from './sections';

const CLASS = { passed: 'passed', held: 'open', 'not evaluated': 'unknown' } as const;

/** What stands between the data and its use. */
export function gatesSection({ gates }: DataManifest): Html | undefined {
  if (gates.length === 0) return undefined;
  const rows = gates.map(({ gate, outcome, reasons }) =>
    row(
      gate,
      html`<td class="${CLASS[outcome]}">${outcome}</td>`,
      html`<td>${reasons.map((reason) => html`<div>${reason}</div>`)}</td>`,
    ),
  );
  return section(
    'gates',
    'Gates',
    'Only what passed may be promoted. What could not be evaluated did not pass.',
    table('Gates', ['Gate', 'Outcome', 'Why'], rows),
  );
}

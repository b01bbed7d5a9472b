import type { Template } from '../../ledger/templates';
import { BOX_HEIGHT, layout } from './diagram-layout';
import { html, type Html } from './html';
import { count } from './words';

/** Past this many stacks a drawing says less than the list below it. */
const LARGEST_DRAWING = 40;
/** Room that a letter of a stack's name takes. */
const LETTER = 8.4;

/** The stacks by account and region, with an arrow from each stack to those that need it. */
export function diagram(templates: readonly Template[]): Html {
  if (templates.length === 0 || templates.length > LARGEST_DRAWING) return html``;
  const { width, height, groups, boxes, boxWidth, arrows } = layout(templates);
  const bands = groups.map(
    ({ title, y, height: tall }) =>
      html`<rect class="band" x="1" y="${y + 1}" width="${width - 2}" height="${tall - 2}" rx="10" /><text
          class="band-title"
          x="18"
          y="${y + 21}"
          >${title}</text
        > `,
  );
  const lines = arrows.map(([from, to]) => {
    const start = { x: from.x + boxWidth, y: from.y + BOX_HEIGHT / 2 };
    const end = { x: to.x - 6, y: to.y + BOX_HEIGHT / 2 };
    const bend = Math.max(24, (end.x - start.x) / 2);
    const path = `M${start.x} ${start.y} C${start.x + bend} ${start.y} ${end.x - bend} ${end.y} ${end.x} ${end.y}`;
    return html`<path class="arrow" d="${path}" marker-end="url(#tip)" /> `;
  });
  const stacks = boxes.map(({ template, x, y }) => {
    const resources = Object.values(template.types).reduce((sum, value) => sum + value, 0);
    return html`<g
      ><title>${template.stack}</title
      ><rect class="box" x="${x}" y="${y}" width="${boxWidth}" height="${BOX_HEIGHT}" rx="7" /><text
        class="box-name"
        x="${x + 12}"
        y="${y + 24}"
        >${shorten(template.stack, Math.floor((boxWidth - 20) / LETTER))}</text
      ><text class="box-note" x="${x + 12}" y="${y + 43}">${count(resources, 'resource')}</text></g
    > `;
  });
  const label = `${count(templates.length, 'stack')} in ${count(groups.length, 'account and region', 'accounts and regions')}`;
  return html`<div class="scroll drawing" role="region" aria-label="Drawing of the stacks" tabindex="0">
    <svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${label}">
      <defs>
        <marker id="tip" viewBox="0 0 8 8" refX="6" refY="4" markerWidth="7" markerHeight="7" orient="auto">
          <path class="tip" d="M0 0 L8 4 L0 8 Z" />
        </marker>
      </defs>
      ${bands}${lines}${stacks}
    </svg>
  </div> `;
}

function shorten(name: string, longest: number): string {
  return name.length <= longest ? name : `${name.slice(0, longest - 1)}…`;
}

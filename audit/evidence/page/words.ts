import { html, type Html } from './html';

/** `4312` as `4,312`: the same on every machine. */
export function number(value: number): string {
  return String(value).replaceAll(/\B(?=(\d{3})+$)/g, ',');
}

/** `1 check`, `2 checks`. */
export function count(value: number, one: string, many = `${one}s`): string {
  return `${number(value)} ${value === 1 ? one : many}`;
}

/** Whole days from `date` to `end`, both `YYYY-MM-DD`; negative once `end` has passed. */
export function daysLeft(date: string, end: string): number {
  return Math.round((Date.parse(end) - Date.parse(date)) / 86_400_000);
}

/** A section of the page: a heading that links can name, a sentence, and what it holds. */
export function section(id: string, title: string, lead: Html | string, body: Html | readonly Html[]): Html {
  return html`<section id="${id}" aria-labelledby="${id}-title">
    <h2 id="${id}-title">${title}</h2>
    <p class="lead">${lead}</p>
    ${body}
  </section> `;
}

/** A long id that may be broken at its separators, so that a narrow screen need not scroll. */
export function code(text: string): Html {
  const pieces = text.split(/(?<=[/:.\-[\]_])/);
  return html`<code>${pieces.map((piece, index) => (index === 0 ? piece : html`<wbr />${piece}`))}</code>`;
}

/** A heading of a table; `number` where its cells are numbers, which stand at the right. */
export type Column = string | { readonly number: string };

/** A table that scrolls by itself where it does not fit, and can be reached by keyboard to do so. */
export function table(label: string, columns: readonly Column[], rows: readonly Html[], className = ''): Html {
  const heads = columns.map((column) =>
    typeof column === 'string'
      ? html`<th scope="col">${column}</th>`
      : html`<th scope="col" class="num">${column.number}</th>`,
  );
  return html`<div class="scroll" role="region" aria-label="${label}" tabindex="0">
    <table class="${className}">
      <thead>
        <tr>
          ${heads}
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div> `;
}

/** cdk-nag ends what a rule looks for with the control ids it serves: NIST's fill five lines, so they stand apart. */
export function detail(text: string): { readonly sentence: string; readonly controls?: string } {
  const [, sentence, controls] = /^(.*?)\s*-?\s*\(Control IDs?: (.*)\)\.?$/s.exec(text) ?? [];
  return sentence === undefined || controls === undefined ? { sentence: text } : { sentence: `${sentence}.`, controls };
}

import { html, trusted, type Html } from '../../../audit/evidence/page/html';

/** A section of the report: a heading that links can name, a sentence where it needs one, and what it holds. */
export function section(id: string, title: string, lead: Html | string | undefined, ...body: readonly Html[]): Html {
  return html`<section id="${id}">
    <h2>${title}</h2>
    ${lead === undefined ? undefined : html`<p class="lead">${lead}</p>`} ${body}
  </section>`;
}

/** Row of a table: what it is about, and what is said of that. */
export function row(about: string, ...cells: readonly Html[]): Html {
  return html`<tr>
    <th scope="row">${about}</th>
    ${cells}
  </tr>`;
}

/** A number, as a cell of a table. */
export function amount(value: number): Html {
  return html`<td class="num">${value.toLocaleString('en')}</td>`;
}

/** A plot that was drawn of numbers and names made safe. Where it does not fit, it scrolls, also by keyboard. */
export function drawing(label: string, svg: string): Html {
  return html`<div class="scroll drawing" role="region" aria-label="${label}" tabindex="0">${trusted(svg)}</div>`;
}

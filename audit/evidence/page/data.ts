import { sha256 } from '../digest';
import { html, trusted, type Html } from './html';
import { code, number, section, table } from './words';

// Text of a template is escaped: nothing else in a page is a comment.
const [BEGIN, END] = ['<!-- data -->', '<!-- /data -->'];

/** Where the page links a data run, or would: a run that comes after the audit finds the place again. */
export function data(files: ReadonlyMap<string, string>): Html {
  return trusted(`${BEGIN}${files.size === 0 ? '' : run(files).text}${END}`);
}

/** The page with these files of a data run in place of those that it linked. */
export function withData(page: string, files: ReadonlyMap<string, string>): string {
  const [begin, end] = [page.indexOf(BEGIN), page.indexOf(END)];
  return begin < 0 || end < begin ? page : page.slice(0, begin) + data(files).text + page.slice(end + END.length);
}

function run(files: ReadonlyMap<string, string>): Html {
  const rows = [...files].map(
    ([name, text]) =>
      html`<tr>
        <th scope="row"><a href="${name}">${name}</a></th>
        <td class="num">${number(Buffer.byteLength(text))}</td>
        <td class="hash">${code(sha256(text))}</td>
      </tr> `,
  );
  return section(
    'data',
    'Training data',
    'A run of the data stage put its report and its signed manifest beside this page: what went in, what was taken out and why, and its gates.',
    table('Files of the data run', ['File', 'Bytes', 'SHA-256'], rows),
  );
}

import { sha256 } from '../digest';
import { html, trusted, type Html } from './html';
import { code, number, section, table } from './words';

// Text of a template is escaped: nothing else in a page is a comment.
const SECTION = ['<!-- data -->', '<!-- /data -->'] as const;
const LINK = ['<!-- data-link -->', '<!-- /data-link -->'] as const;

type Place = typeof SECTION | typeof LINK;

/** Where the page links a data run, or would: a run that comes after the audit finds the place again. */
export function data(files: ReadonlyMap<string, string>): Html {
  return at(SECTION, files.size === 0 ? undefined : run(files));
}

/** Where the page's navigation names the section of {@link data}, or would. */
export function dataLink(files: ReadonlyMap<string, string>): Html {
  return at(LINK, files.size === 0 ? undefined : html`<li><a href="#data">Training data</a></li>`);
}

/** The page with these files of a data run in place of those that it linked. */
export function withData(page: string, files: ReadonlyMap<string, string>): string {
  return placed(placed(page, SECTION, data(files)), LINK, dataLink(files));
}

function at([begin, end]: Place, shown: Html | undefined): Html {
  return trusted(`${begin}${shown?.text ?? ''}${end}`);
}

/** An older page may not have the place. */
function placed(page: string, [opens, closes]: Place, shown: Html): string {
  const [begin, end] = [page.indexOf(opens), page.indexOf(closes)];
  return begin < 0 || end < begin ? page : page.slice(0, begin) + shown.text + page.slice(end + closes.length);
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

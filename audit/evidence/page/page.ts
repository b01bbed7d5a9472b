import { createHash } from 'node:crypto';
import { summary } from '../../ledger/summary';
import type { AuditResult } from '../../result';
import { access } from './access';
import { accepted } from './accepted';
import { data, dataLink } from './data';
import { deployed } from './deployed';
import { html, trusted, type Html } from './html';
import { notEvaluatedSection } from './not-evaluated';
import { openFindings } from './open-findings';
import { packs } from './packs';
import { provenance } from './provenance';
import { rules } from './rules';
import { SCRIPT } from './script';
import { STYLE } from './style';
import { verdict, verdictWords } from './verdict';

/**
 * One file that a person opens from disk: no request leaves it, everything is there without scripts, and its policy allows
 * no script or style but its own two, by hash.
 *
 * @param ledgerHash SHA-256 of the `ledger.json` beside it
 * @param dataFiles of a data run in the same folder, by name
 */
export function page(
  result: AuditResult,
  ledgerHash: string,
  dataFiles: ReadonlyMap<string, string> = new Map(),
): string {
  const numbers = summary(result);
  const problems = openFindings(result);
  const policy = `default-src 'none'; style-src '${hashOf(STYLE)}'; script-src '${hashOf(SCRIPT)}'; base-uri 'none'; form-action 'none'`;
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <title>${verdictWords(numbers)}: Rampart evidence of ${result.date}</title>
        ${element('style', STYLE)}
      </head>
      <body>
        <a class="skip" href="#content">To the content</a>
        ${verdict(result, numbers)}${navigation(problems !== undefined, dataLink(dataFiles))}
        <main id="content">
          ${problems}${deployed(result)}${access(result)}${packs(numbers)}${data(dataFiles)}${accepted(result)}${notEvaluatedSection(result)}${rules(result.rows)}${provenance(result, ledgerHash)}
        </main>
        <footer>
          <p>
            This evidence supports controls; it certifies none. Judged on ${result.date}, by the waivers valid that day.
          </p>
        </footer>
        ${element('script', SCRIPT)}
      </body>
    </html> `.text;
}

function navigation(hasOpen: boolean, training: Html): Html {
  const links: [string, string][] = [
    ...(hasOpen ? [['open', 'Open findings'] as [string, string]] : []),
    ['deployed', 'Deployed'],
    ['access', 'Access'],
    ['packs', 'Checked'],
  ];
  const rest: [string, string][] = [
    ['accepted', 'Accepted'],
    ['not-evaluated', 'Not evaluated'],
    ['rules', 'Rules'],
    ['provenance', 'Hashes'],
  ];
  const items = (those: readonly [string, string][]): Html[] =>
    those.map(([id, name]) => html`<li><a href="#${id}">${name}</a></li>`);
  return html`<nav aria-label="On this page">
    <ul>
      ${items(links)}${training}${items(rest)}
    </ul>
  </nav> `;
}

/** The whole element in one piece: a blank more between the tags, and the policy's hash is another. */
function element(name: 'style' | 'script', text: string): Html {
  return trusted(`<${name}>${text}</${name}>`);
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

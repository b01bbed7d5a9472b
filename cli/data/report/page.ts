import { createHash } from 'node:crypto';
import { html, trusted, type Html } from '../../../audit/evidence/page/html';
import { table } from '../../../audit/evidence/page/words';
import { STYLE } from '../../../audit/evidence/page/style';
import type { DataManifest, SignedManifest } from '../../../contract/data-manifest';
import type { BalanceOutcome } from '../../../stages/data/run/balance-outcome';
import type { OverTime } from '../../../stages/data/run/over-time';
import type { Outcome } from '../../../stages/data/run/pipeline';
import type { RunWatch } from '../../../stages/data/run/watch-run';
import { associationSection, balanceSection } from './balance';
import { keptSection, reasonsSection, stepsSection } from './books';
import { gatesSection } from './gates';
import { personalSection } from './personal';
import { domainSection, driftSection, overTimeSection } from './watch';
import { amount, row, section } from './sections';

/** What a run wrote down beside its manifest. */
export interface RunRecords {
  readonly tallies: Readonly<Record<string, number>>;
  readonly sources: Outcome['sources'];
  readonly labels: Outcome['labels'];
  readonly duplicates: Outcome['duplicates'];
  readonly balance?: BalanceOutcome;
  readonly watch?: RunWatch;
  readonly overTime?: OverTime;
}

/** One file that a person opens from disk: what went in, what came out, what was taken out and why. No text of a record is in it. */
export function reportPage(signed: SignedManifest, records: RunRecords): string {
  const { manifest } = signed;
  const policy = `default-src 'none'; style-src '${hashOf(STYLE)}'; base-uri 'none'; form-action 'none'`;
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${manifest.name}: Rampart data run ${manifest.run}</title>
        ${trusted(`<style>${STYLE}</style>`)}
      </head>
      <body>
        <a class="skip" href="#content">To the content</a>
        ${heading(manifest, records)}
        <main id="content">
          ${gatesSection(manifest)}${stepsSection(manifest)}${reasonsSection(manifest)}${keptSection(records)}${personalSection(records)}${balanceSection(records)}${associationSection(records)}${driftSection(records)}${domainSection(records)}${overTimeSection(records)}${provenance(signed)}
        </main>
        <footer>
          <p>Texts of records are not in this page. Their ids are: <code>rampart data inspect</code> shows samples.</p>
        </footer>
      </body>
    </html> `.text;
}

function heading(manifest: DataManifest, { labels, duplicates }: RunRecords): Html {
  const entered = manifest.steps[0]?.in ?? 0;
  const kept = manifest.steps.at(-1)?.kept ?? 0;
  const quarantined = manifest.steps.reduce((sum, step) => sum + step.quarantined, 0);
  const held = manifest.gates.filter(({ outcome }) => outcome === 'held');
  const open = manifest.gates.filter(({ outcome }) => outcome !== 'passed');
  const state = held.length > 0 ? 'open' : open.length > 0 ? 'unknown' : '';
  const verdict =
    held.length > 0
      ? `Held: ${held.map(({ gate }) => gate).join(', ')}`
      : open.length > 0
        ? `Not evaluated: ${open.map(({ gate }) => gate).join(', ')}`
        : manifest.gates.length === 0
          ? 'No gate was asked for'
          : 'Every gate passed';
  const tiles: [string, number, string][] = [
    ['Entered', entered, 'records acquired, read or not'],
    ['Curated', kept, `${percent(kept, entered)} of what entered`],
    ['Quarantined', quarantined, 'for a person to look at'],
    ['Duplicates', duplicates.exact + duplicates.near, `${duplicates.exact} exact, ${duplicates.near} near`],
    ['Doubtful labels', labels.doubtful, `of ${labels.compared} compared`],
  ];
  return html`<header class="verdict ${state}">
    <p class="eyebrow">Rampart data run ${manifest.run} of ${manifest.name}</p>
    <h1><span class="mark" aria-hidden="true"></span>${verdict}</h1>
    <dl class="tiles">
      ${tiles.map(
        ([name, value, note]) =>
          html`<div>
            <dt>${name}</dt>
            <dd><b>${value.toLocaleString('en')}</b><span>${note}</span></dd>
          </div>`,
      )}
    </dl>
  </header>`;
}

function provenance({ manifest, signature }: SignedManifest): Html {
  const { code, settingsSha256, sources } = manifest;
  const rows = sources.map(({ name, licence, provenance: from, inputs }) =>
    row(
      name,
      html`<td>${licence}</td>`,
      html`<td>${from}</td>`,
      amount(inputs.length),
      amount(inputs.reduce((sum, { bytes }) => sum + bytes, 0)),
    ),
  );
  const lead = html`Pipeline ${code.pipeline} of version ${code.version}; settings <code>${settingsSha256}</code>.
    Signed by <code>${signature.keyId}</code>.`;
  return section(
    'provenance',
    'Where it comes from',
    lead,
    table(
      'Sources, their licences and files',
      ['Source', 'Licence', 'Provenance', { number: 'Files' }, { number: 'Bytes' }],
      rows,
    ),
  );
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '0 %' : `${((100 * part) / whole).toFixed(1)} %`;
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

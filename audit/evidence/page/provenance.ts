import type { AuditResult } from '../../result';
import { templatesDigest } from '../digest';
import { html, type Html } from './html';
import { code, number, section, table } from './words';

/** What the page is about, to the byte: the chain of hashes, every template's, and the tools' versions. */
export function provenance(result: AuditResult, ledgerHash: string): Html {
  const chain = [
    html`<li>
      <b>Configuration</b>
      ${result.configHash ? code(result.configHash) : html`<span class="quiet">not given to this run</span>`}
    </li>`,
    html`<li><b>Templates</b> ${code(templatesDigest(result.templates))}</li>`,
    html`<li><b>Ledger</b> ${code(ledgerHash)}</li>`,
  ];
  const rows = result.templates.map(({ file, sha256, types }) => {
    const resources = Object.values(types).reduce((sum, value) => sum + value, 0);
    return html`<tr>
      <th scope="row">${code(file)}</th>
      <td class="num">${number(resources)}</td>
      <td class="hash">${code(sha256)}</td>
    </tr> `;
  });
  const tools = Object.entries(result.tools).map(([name, version]) => html`<li>${code(name)} ${version}</li>`);
  return section(
    'provenance',
    'What this page is about, to the byte',
    'Each step names the SHA-256 of the step before; manifest.json holds the chain and the hash of every evidence file.',
    html`<ol class="chain">
        ${chain}
      </ol>
      ${table('Templates', ['Template', 'Resources', 'SHA-256'], rows)}
      <h3>Judged by</h3>
      <ul class="tools">
        ${tools}
      </ul> `,
  );
}

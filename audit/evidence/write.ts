import type { AuditResult } from '../result';
import { prepareFolder, writeAll } from './atomic';
import { readData } from './data-part';
import { sha256 } from './digest';
import { ledgerCsv } from './ledger-csv';
import { ledgerJson } from './ledger-json';
import { LEDGER_SCHEMA } from './ledger-schema';
import { manifestJson } from './manifest';
import { page } from './page/page';

/**
 * Writes what an auditor is handed: `ledger.json` with its schema, `ledger.csv`, `index.html`, and `manifest.json` with the hash
 * of each. What a data run put into the folder is linked and hashed too. Equal results give equal bytes, and a run that breaks off leaves no
 * half-written file.
 *
 * @param folder made where it is missing
 * @returns the names of the files
 * @throws EvidenceError where the folder can't be written; `EVIDENCE_ALTERED` where a data run in it is not what its manifest named
 */
export function writeEvidence(result: AuditResult, folder: string): string[] {
  prepareFolder(folder);
  const ledger = ledgerJson(result);
  const data = readData(folder);
  const csv = ledgerCsv(result);
  const files = new Map([
    ['index.html', page(result, sha256(ledger), data)],
    ['ledger.csv', csv.text],
    ['ledger.json', ledger],
    ['ledger.schema.json', `${JSON.stringify(LEDGER_SCHEMA, undefined, 2)}\n`],
  ]);
  files.set('manifest.json', manifestJson(result, new Map([...files, ...data]), csv.complete));
  writeAll(folder, files);
  return [...files.keys()];
}

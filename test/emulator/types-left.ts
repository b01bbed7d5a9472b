import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { prepared } from './prepared';
import { printed, type TypeRow } from './readback/type-table';

/** Where the table of all files stays. */
const FILE = join('evidence', 'deployed-types.txt');

/** From the least to the most. */
const VERDICTS: readonly TypeRow['verdict'][] = ['not exercised', 'exercised', 'exercised and verified'];

/** Leaves the rows of one config for the table of all. Prints them where a file of tests runs by itself. */
export function leaveTypes(config: string, rows: readonly TypeRow[]): void {
  const folder = prepared()?.types;
  if (folder === undefined) process.stdout.write(printed(rows));
  else writeFileSync(join(folder, `${config}.json`), JSON.stringify(rows));
}

/** One table of what was left: how many of a type there are in all configs, and the least that was done with one. Also written to a file. */
export function leftTable(folder: string): string {
  const files = readdirSync(folder).sort();
  if (files.length === 0) return '';
  const rows = files.flatMap((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as TypeRow[]);
  const all = merged(rows);
  const counts = VERDICTS.map((verdict) => `${all.filter((row) => row.verdict === verdict).length} ${verdict}`);
  const configs = files.map((file) => file.replace('.json', '')).join(', ');
  const table = `Resource types of ${configs}:\n${printed(all)}${all.length} types: ${counts.reverse().join(', ')}\n`;
  mkdirSync(dirname(FILE), { recursive: true });
  writeFileSync(FILE, table);
  return table;
}

function merged(rows: readonly TypeRow[]): readonly TypeRow[] {
  const types = [...new Set(rows.map(({ type }) => type))].sort();
  return types.map((type) => {
    const ours = rows.filter((row) => row.type === type);
    const least = Math.min(...ours.map(({ verdict }) => VERDICTS.indexOf(verdict)));
    return {
      type,
      count: ours.reduce((sum, { count }) => sum + count, 0),
      verdict: VERDICTS[least] ?? 'not exercised',
      lost: [...new Set(ours.flatMap(({ lost }) => lost))].sort(),
    };
  });
}

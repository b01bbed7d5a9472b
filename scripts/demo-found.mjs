/**
 * Holds a run over the demo corpus against what was planted in it, defect by defect.
 *
 *   node scripts/demo-found.mjs [FOLDER] [WORKSPACE]
 *
 * A run cannot know what was planted: this reads planted.json, and what the run itself wrote down about its records.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const [folder = 'examples/data', workspace = 'data'] = process.argv.slice(2);
const { run } = json(join(workspace, 'latest.json'));
const base = join(workspace, 'runs', run);
const { manifest } = json(join(base, 'manifest.json'));
const planted = json(join(folder, 'planted.json'));

/** Which rules find a defect. Mojibake takes nothing out: it is repaired, and found where the cleaned text has none. */
const FOUND_BY = {
  'broken record': ['acquire/record-format@'],
  'file that is no text': ['acquire/encoding@', 'acquire/file-format@'],
  'hidden instruction': ['poison/hidden-instruction@', 'poison/tag-characters@'],
  mojibake: [],
  'exact duplicate': ['duplicate/exact@'],
  'near duplicate': ['duplicate/near@', 'duplicate/exact@'],
  'label flipped': ['label/doubtful@'],
};

function json(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}

function* lines(key) {
  for (const line of readFileSync(join(base, key), 'utf8').split('\n')) if (line !== '') yield JSON.parse(line);
}

const excluded = new Map();
for (const { key } of manifest.records)
  if (/^(excluded|refused)\//.test(key)) for (const one of lines(key)) excluded.set(one.id, one.rule);

const wanted = new Set(planted.filter(({ defect }) => defect === 'mojibake').map(({ id }) => id));
const repaired = new Set();
for (const { cleaned } of json(join(base, 'outcome.json')).parts)
  for (const { id, text } of lines(cleaned.documents)) if (wanted.has(id) && !/Ã|â€/.test(text)) repaired.add(id);

const rows = Object.entries(FOUND_BY).map(([defect, rules]) => {
  const ids = planted.filter((one) => one.defect === defect).map(({ id }) => id);
  const by = (id) =>
    rules.some((rule) => excluded.get(id)?.startsWith(rule)) || (defect === 'mojibake' && repaired.has(id));
  const found = ids.filter(by).length;
  const earlier = defect === 'mojibake' ? 0 : ids.filter((id) => !by(id) && excluded.has(id)).length;
  // A planted copy of another kind is no news.
  const mine = new Set(
    planted.filter((one) => FOUND_BY[one.defect].some((rule) => rules.includes(rule))).map(({ id }) => id),
  );
  const others = [...excluded].filter(
    ([id, rule]) => !mine.has(id) && rules.some((one) => rule.startsWith(one)),
  ).length;
  return [defect, ids.length, found, earlier, ids.length - found - earlier, others].map(String);
});

const table = [['planted defect', 'records', 'found', 'out for another reason', 'missed', 'found elsewhere'], ...rows];
const widths = table[0].map((_, column) => Math.max(...table.map((row) => row[column].length)));
console.log(`\nWhat was planted in the demo corpus, and what run ${run} found of it:\n`);
for (const row of table)
  console.log(
    row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column]))).join('  '),
  );
console.log(
  '\n"Found elsewhere" are records that the same rules took out and in which nothing was planted: real mail has such defects too.',
);

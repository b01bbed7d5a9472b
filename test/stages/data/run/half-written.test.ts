import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson } from '../../../../contract/canonical';
import { FolderStore } from '../../../../stages/data/engine/folder-store';
import { PrefixStore } from '../../../../stages/data/engine/prefix-store';
import { verifyRun } from '../../../../stages/data/run/manifest';
import { KILLED, TearingDuckDb, TearingStore, Torn } from './half-written';
import { document, left, place, played, settings } from './world';

jest.setTimeout(180_000);

/** Folders of a run, and what ends it: there is no step that writes to none of them. */
const KINDS = [
  ...['acquired', 'refused', 'documents', 'attributes', 'bands', 'lines', 'judged', 'edges', 'duplicates', 'outliers'],
  ...['review', 'human-labels', 'frequent-lines', 'settled', 'curated', 'excluded', 'kept', 'profiles', 'records'],
  ...['work', 'pending', 'settings.json', 'files.json', 'manifest.json'],
];

/** So many documents that there is telling what is an outlier. */
function more(count: number): string {
  const lines = Array.from({ length: count }, (_, at) =>
    JSON.stringify({ text: document(7000 + at, 6), label: 'yes' }),
  );
  return `${lines.join('\n')}\n`;
}

test('a run that is killed once in the midst of each object that it writes leaves the bytes of an undisturbed one', async () => {
  const given = settings({
    shardBytes: 1_000_000,
    duplicates: { similarity: 0.8, lines: 5 },
    anomalies: { share: 0.02 },
  });
  const [calm, rough] = [place(), place()];
  for (const { input } of [calm, rough]) writeFileSync(join(input, 'letters', 'more.jsonl'), more(110));
  const undisturbed = await played(new FolderStore(calm.folder), calm, given);
  const torn = new Torn();
  let kills = 0;
  let ended: Awaited<ReturnType<typeof played>> | undefined;
  while (ended === undefined) {
    try {
      const sql = (): TearingDuckDb => new TearingDuckDb(rough.folder, torn);
      ended = await played(new TearingStore(rough.folder, torn), rough, given, undefined, sql);
    } catch (error) {
      // An engine says of what query it was; its cause is the kill.
      expect(String((error as Error).message)).toContain(KILLED);
      kills++;
    }
  }
  expect(kills).toBe(torn.keys.size);
  const run = `runs/${ended.run}/`;
  const kinds = new Set([...torn.keys].map((key) => (key.startsWith(run) ? key.slice(run.length).split('/')[0] : '')));
  expect([...kinds]).toEqual(expect.arrayContaining(KINDS));
  // They still lie about, and nothing took one for an object. DuckDB begins anew under the same name.
  const lying = readdirSync(rough.folder, { recursive: true, encoding: 'utf8' });
  expect(lying.filter((name) => name.endsWith('.unfinished')).length).toBe(kills - torn.exported);
  const whole = [...left(rough.folder, ended.run)].filter(([name]) => !name.endsWith('.unfinished'));
  expect(new Map(whole)).toEqual(left(calm.folder, undisturbed.run));
  expect(canonicalJson(ended.signed.manifest)).toBe(canonicalJson(undisturbed.signed.manifest));
  // The check closes the books of every step, and counts the documents.
  const { manifest, faults } = await verifyRun(new PrefixStore(new FolderStore(rough.folder), run), [
    ended.signed.signature.publicKey,
  ]);
  expect(faults).toEqual([]);
  expect(manifest.steps[0]!.in).toBe(220);
});

import { BANDING } from '../../dedupe/near/banding';
import { findDuplicates, type ComparedRun } from '../duplicates-step';
import { finished } from '../finished';
import { hashOf } from '../hash';
import { folderOf } from '../judge-parts';
import { PIPELINE_VERSION } from '../settings';
import { runStep } from '../step';

/** A hash and a place, compressed. */
const HASH_BYTES = 80;
/** A band's key and a place, compressed: keys hardly compress. Read twice, for a join of a table with itself. */
const BAND_BYTES = 24;

export const deduplicate = runStep({
  name: 'deduplicate',
  does: 'finds documents that are one, exactly or nearly, here and in earlier runs',
  work: {
    on: 'sql',
    passes: [
      { what: 'a pass over hashes', bytesADocument: HASH_BYTES, rowsADocument: 1 },
      {
        what: `${BANDING.bands} bands, one at a time`,
        bytesADocument: BANDING.bands * BAND_BYTES,
        rowsADocument: BANDING.bands,
      },
    ],
  },
  takesOut: ['deduplicate'],
  reads: ['cleaned', 'sifted'],
  writes: ['duplicates'],
  run: async ({ store, whole, prefix, sql, settings, earlier }, { cleaned, sifted }) => {
    const { similarity } = settings.duplicates;
    const id = hashOf({
      sifted: sifted.map((one) => one.id),
      similarity,
      earlier: earlier.map((one) => one.prefix + one.judged),
      PIPELINE_VERSION,
    });
    const parts = cleaned.map(({ documents }) => documents);
    const run: ComparedRun = { store, prefix, parts, judged: folderOf(sifted) };
    const { found } = await finished(store, 'deduplicate', id, () =>
      findDuplicates(sql, whole, run, earlier, { id, similarity }),
    );
    return { duplicates: { id, found } };
  },
});

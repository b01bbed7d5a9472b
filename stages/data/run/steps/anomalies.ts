import { hashOf } from '../hash';
import { findOutliers } from '../outliers';
import { PIPELINE_VERSION } from '../settings';
import { runStep } from '../step';
import { COMPARED } from '../tables';

/** What a pass scans of each document, compressed. */
const COMPARED_BYTES = 100;

export const anomalies = runStep({
  name: 'anomalies',
  does: 'looks for documents that are far from all others',
  work: {
    on: 'sql',
    passes: [{ what: 'two passes over what was compared', bytesADocument: 2 * COMPARED_BYTES, rowsADocument: 2 }],
  },
  takesOut: ['anomalies'],
  reads: ['thinned', 'compared'],
  writes: ['outliers'],
  run: async ({ store, sql, prefix, settings }, { thinned, compared }) => {
    if (compared === undefined) return { outliers: undefined };
    const { folder, documents } = compared;
    await sql.attach('compared', prefix + folder, COMPARED);
    const { anomalies: asked, seed } = settings;
    const id = hashOf({ PIPELINE_VERSION, thinned: thinned.map((one) => one.id), folder, asked, seed });
    return { outliers: await findOutliers(store, sql, { id, documents }, settings) };
  },
});

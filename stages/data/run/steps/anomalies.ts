import { ATTRIBUTE_BYTES, ATTRIBUTES } from '../attributes';
import { hashOf } from '../hash';
import { folderOf } from '../judge-parts';
import { findOutliers } from '../outliers';
import { runStep } from '../step';
import { JUDGED } from '../tables';

export const anomalies = runStep({
  name: 'anomalies',
  does: 'looks for documents that are far from all others',
  work: {
    on: 'sql',
    passes: [{ what: 'a pass over attributes', bytesADocument: ATTRIBUTE_BYTES, rowsADocument: 1 }],
  },
  takesOut: ['anomalies'],
  reads: ['thinned'],
  writes: ['outliers'],
  run: async ({ store, sql, prefix, settings }, { thinned }) => {
    await sql.attach('attributes', `${prefix}attributes/`, ATTRIBUTES);
    await sql.attach('judged', prefix + folderOf(thinned), JUDGED);
    return { outliers: await findOutliers(store, sql, hashOf(thinned.map((one) => one.id)), settings) };
  },
});

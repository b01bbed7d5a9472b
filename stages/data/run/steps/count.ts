import { ATTRIBUTE_BYTES, ATTRIBUTES } from '../attributes';
import { countKept } from '../counted';
import { folderOf } from '../judge-parts';
import { runStep } from '../step';
import { JUDGED } from '../tables';

export const count = runStep({
  name: 'count',
  does: 'counts what is kept so far, by source, facet and label',
  work: {
    on: 'sql',
    passes: [{ what: 'a pass over attributes', bytesADocument: ATTRIBUTE_BYTES, rowsADocument: 1 }],
  },
  takesOut: [],
  reads: ['judged'],
  writes: ['counted'],
  run: async ({ sql, prefix }, { judged }) => {
    await sql.attach('attributes', `${prefix}attributes/`, ATTRIBUTES);
    await sql.attach('judged', prefix + folderOf(judged), JUDGED);
    return { counted: await countKept(sql) };
  },
});

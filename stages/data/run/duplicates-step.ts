import { bandColumns } from '../dedupe/near/banding';
import { deduplicate, type Duplicates } from '../dedupe/deduplicate';
import { placeOf } from '../dedupe/place';
import type { SqlEngine } from '../engine/sql-engine';
import type { StoredObject } from '../engine/map-engine';
import type { Store } from '../engine/store';
import { defineQuery } from '../sql/define-query';
import { groupOf, GROUPS } from './groups';
import { sha256 } from './hash';
import { BANDS } from './attributes';
import { JUDGED } from './tables';
import { textsOf, type RunDocuments } from './texts';

/** A run whose data is compared: this one, or an earlier one. */
export interface ComparedRun extends RunDocuments {
  /** Prefix of the run in the store that the SQL engine sees. */
  readonly prefix: string;
  /** Prefix below it of the table, shaped like `JUDGED`, whose kept rows count. */
  readonly judged: string;
}

/** Documents that passed so far. */
const passed = defineQuery<{ readonly table: string }>({
  name: 'run/passed',
  reads: ({ table }) => ({ [table]: JUDGED }),
  examples: [{ table: 'judged' }],
  text: ({ table }) => `SELECT id, place, sha FROM ${table} WHERE kind = 'kept'`,
});

const passedBands = defineQuery<{ readonly bands: string; readonly documents: string }>({
  name: 'run/passed-bands',
  reads: ({ bands, documents }) => ({
    [bands]: BANDS,
    [documents]: { id: 'VARCHAR', place: 'BIGINT', sha: 'VARCHAR' },
  }),
  examples: [{ bands: 'bands', documents: 'documents' }],
  text: ({ bands, documents }) => {
    const columns = Object.keys(bandColumns()).map((column) => `b.${column}`);
    return `SELECT ${columns.join(', ')} FROM ${bands} b JOIN ${documents} d ON d.place = b.place`;
  },
});

/** Duplicates of the documents whose part falls into a group. */
const duplicatesOfGroup = defineQuery<{ readonly group: number }>({
  name: 'run/duplicates-of-group',
  reads: () => ({
    duplicates: { id: 'VARCHAR', kept: 'VARCHAR', kind: 'VARCHAR', similarity: 'DOUBLE', kept_run: 'BIGINT' },
    passed: { id: 'VARCHAR', place: 'BIGINT', sha: 'VARCHAR' },
  }),
  examples: [{ group: 0 }],
  text: ({ group }) => `
    SELECT d.id AS id, d.kept AS kept, d.kind AS kind, d.similarity AS similarity
    FROM duplicates d JOIN passed p ON p.id = d.id
    WHERE MOD(p.place, ${placeOf(GROUPS, 0)}) >= ${placeOf(group, 0)} AND MOD(p.place, ${placeOf(GROUPS, 0)}) < ${placeOf(group + 1, 0)}
    ORDER BY d.id`,
});

/** Result of the step: one table of duplicates a group of parts. */
export interface DuplicatesStep {
  readonly outputs: readonly StoredObject[];
  readonly found: Duplicates;
}

/** Finds the duplicates among documents that passed, and writes them by group of parts. */
export async function findDuplicates(
  engine: SqlEngine,
  whole: Store,
  run: ComparedRun,
  earlier: readonly ComparedRun[],
  options: { readonly id: string; readonly similarity: number },
): Promise<DuplicatesStep> {
  const runs = [...earlier, run];
  const tables = [];
  for (const [index, one] of runs.entries()) {
    const documents = index === earlier.length ? 'passed' : `earlier_${index}`;
    await engine.attach(`judged_${index}`, `${one.prefix}${one.judged}`, JUDGED);
    await engine.create(documents, passed({ table: `judged_${index}` }));
    await engine.attach(`bands_${index}`, `${one.prefix}bands/`, BANDS);
    await engine.create(`passed_bands_${index}`, passedBands({ bands: `bands_${index}`, documents }));
    tables.push({ documents, bands: `passed_bands_${index}` });
  }
  const found = await deduplicate(engine, {
    run: tables[earlier.length] ?? { documents: 'passed', bands: 'passed_bands_0' },
    earlier: tables.slice(0, earlier.length),
    texts: textsOf(runs),
    store: whole,
    prefix: `${run.prefix}edges/`,
    threshold: options.similarity,
  });
  const outputs: StoredObject[] = [];
  const groups = new Set(run.parts.map((_, shard) => groupOf(shard)));
  for (const group of [...groups].sort((a, b) => a - b)) {
    const key = duplicatesKey(options.id, group);
    await engine.export(duplicatesOfGroup({ group }), run.prefix + key);
    const body = await run.store.read(key);
    outputs.push({ key, bytes: body.length, sha256: sha256(body) });
  }
  return { outputs, found };
}

/** Where the duplicates of a group of parts lie. */
export function duplicatesKey(id: string, group: number): string {
  return `duplicates/${id}/${group}.parquet`;
}

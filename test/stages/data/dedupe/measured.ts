import { rmSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exactHash } from '../../../../stages/data/dedupe/exact-hash';
import { deduplicate, type Duplicates } from '../../../../stages/data/dedupe/deduplicate';
import { BANDING, bandColumns, keyColumn, type Banding } from '../../../../stages/data/dedupe/near/banding';
import type { TextSource } from '../../../../stages/data/dedupe/near/recheck';
import { Signer } from '../../../../stages/data/dedupe/near/signer';
import { locate, placeOf } from '../../../../stages/data/dedupe/place';
import { DOCUMENT_COLUMNS } from '../../../../stages/data/dedupe/queries';
import { DuckDb, type DuckDbOptions } from '../../../../stages/data/engine/duckdb';
import { FolderStore } from '../../../../stages/data/engine/folder-store';
import type { SqlRow } from '../../../../stages/data/engine/sql-engine';
import type { Store } from '../../../../stages/data/engine/store';
import { writeTable } from '../../../../stages/data/run/table';

/** A run's documents, by shard. The id of one is `r`RUN`.`PLACE IN RUN. */
export type Shards = readonly (readonly string[])[];

export interface Found extends Duplicates {
  readonly duplicates: readonly SqlRow[];
  readonly edges_: readonly { readonly a: bigint; readonly b: bigint; readonly similarity: number }[];
}

export interface Options extends DuckDbOptions {
  readonly banding?: Banding;
  readonly inMemory?: number;
  readonly allPairs?: number;
  readonly batch?: number;
}

/** Writes runs as the data stage does, one object a shard, deduplicates the last against the others, and reads what was left. */
export async function found(runs: readonly Shards[], options: Options = {}): Promise<Found> {
  const { banding = BANDING, inMemory, allPairs, batch, ...duckdb } = options;
  const folder = mkdtempSync(join(tmpdir(), 'dedupe-test-'));
  const store = new FolderStore(folder);
  const engine = new DuckDb(folder, duckdb);
  try {
    const tables = [];
    for (const [run, shards] of runs.entries()) {
      await writeRun(store, `r${run}`, shards, banding);
      const names = { documents: `documents_${run}`, bands: `bands_${run}` };
      await engine.attach(names.documents, `r${run}/documents/`, DOCUMENT_COLUMNS);
      await engine.attach(names.bands, `r${run}/bands/`, bandColumns(banding));
      tables.push(names);
    }
    const made = await deduplicate(engine, {
      run: tables.at(-1)!,
      earlier: tables.slice(0, -1),
      texts: sourceOf(runs),
      store,
      bands: banding.bands,
      ...(inMemory !== undefined && { inMemory }),
      ...(allPairs !== undefined && { allPairs }),
      ...(batch !== undefined && { batch }),
    });
    return {
      ...made,
      duplicates: await engine.rows('SELECT * FROM duplicates ORDER BY id'),
      edges_: (await engine.rows('SELECT a, b, similarity FROM dedupe_edges ORDER BY a, b')) as never,
    };
  } finally {
    await engine.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

export async function writeRun(store: Store, prefix: string, shards: Shards, banding: Banding): Promise<void> {
  const signer = new Signer(banding);
  let count = 0;
  for (const [shard, texts] of shards.entries()) {
    const signatures = texts.map((text) => signer.sign(text));
    const place = texts.map((_, row) => placeOf(shard, row));
    const file = `${String(shard).padStart(4, '0')}.parquet`;
    await writeTable(store, `${prefix}/documents/${file}`, DOCUMENT_COLUMNS, {
      id: texts.map(() => `${prefix}.${count++}`),
      place,
      sha: texts.map(exactHash),
    });
    // A text without a word has no keys, and no row.
    const signed = signatures.flatMap(({ keys }, row) =>
      keys.length > 0 ? [{ keys, place: placeOf(shard, row) }] : [],
    );
    const keys = Array.from({ length: banding.bands }, (_, band) => [
      keyColumn(band),
      signed.map(({ keys }) => keys[band]),
    ]);
    const rows = { place: signed.map(({ place }) => place), ...Object.fromEntries(keys) };
    await writeTable(store, `${prefix}/bands/${file}`, bandColumns(banding), rows);
  }
}

export function sourceOf(runs: readonly Shards[]): TextSource {
  return {
    async *read(wanted) {
      for (const number of wanted) {
        const { run, shard, row } = locate(number);
        yield [number, runs[run]![shard]![row]!] as const;
      }
    },
  };
}

/** Texts as shards of `size`. */
export function sharded(texts: readonly string[], size = 500): Shards {
  return Array.from({ length: Math.ceil(texts.length / size) }, (_, at) => texts.slice(at * size, (at + 1) * size));
}

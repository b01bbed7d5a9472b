import { findCandidates } from '../../stages/data/dedupe/near/candidates';
import { ALL_PAIRS } from '../../stages/data/dedupe/near/candidate-queries';
import { BANDING, keyColumn } from '../../stages/data/dedupe/near/banding';
import { DuckDb } from '../../stages/data/engine/duckdb';

/** What the join of band keys took. */
export interface EdgeJoin {
  readonly bandRows: number;
  readonly pairs: number;
  readonly seconds: number;
  /** Of processor time, all threads. */
  readonly cpuSeconds: number;
}

/** Finds the pairs of invented signatures: of ten documents two are copies of their neighbour, and 50,000 share one key. */
export async function edgeJoin(folder: string, documents: number, memoryMb: number): Promise<EdgeJoin> {
  const engine = new DuckDb(folder, { memoryMb, threads: 2 });
  try {
    const keys = Array.from({ length: BANDING.bands }, (_, band) => {
      const original = `CASE WHEN i % 10 < 3 THEN i - i % 10 ELSE i END`;
      const key = `CAST(hash(${original}, ${band}) >> 1 AS BIGINT)`;
      return `${band === 0 ? `CASE WHEN i % 997 = 500 AND i < 50000 * 997 THEN 0 ELSE ${key} END` : key} AS ${keyColumn(band)}`;
    });
    await engine.export(
      `SELECT CAST(i AS BIGINT) AS place, ${keys.join(', ')} FROM range(${documents}) AS r(i) ORDER BY place`,
      'bands/0.parquet',
    );
    const columns = Array.from({ length: BANDING.bands }, (_, band) => [keyColumn(band), 'BIGINT'] as const);
    await engine.attach('bands', 'bands', { place: 'BIGINT', ...Object.fromEntries(columns) });
    await engine.attach('dedupe_exact', '', { n: 'BIGINT', kept: 'BIGINT' });
    const begin = process.hrtime.bigint();
    const cpu = process.cpuUsage();
    const runs = [{ table: 'bands', offset: 0n }];
    await findCandidates(engine, { runs, bands: BANDING.bands, from: 0n, allPairs: ALL_PAIRS });
    const seconds = Number(process.hrtime.bigint() - begin) / 1e9;
    const { user, system } = process.cpuUsage(cpu);
    const [row] = await engine.rows('SELECT COUNT(*) AS pairs FROM dedupe_candidates');
    return {
      bandRows: documents * BANDING.bands,
      pairs: Number(row?.['pairs']),
      seconds,
      cpuSeconds: (user + system) / 1e6,
    };
  } finally {
    await engine.close();
  }
}

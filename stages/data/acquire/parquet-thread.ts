import { isMainThread, parentPort, workerData, type Worker } from 'node:worker_threads';
import { parquetMetadata, parquetReadObjects, type FileMetaData } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { RampartError } from '../../../contract/errors';
import { startThread } from '../engine/thread';
import { ExpansionError } from './expand';

/** A Parquet file that could not be decoded: broken, or made to be endless. */
export class ParquetError extends RampartError {}

/** What a file says of itself. */
export interface ParquetShape {
  readonly columns: readonly string[];
  readonly groups: readonly { readonly rows: number; readonly bytes: number }[];
}

type Row = Readonly<Record<string, unknown>>;
/** Rows of a group from one on; what they may hold together, in characters. */
interface AskedRows {
  readonly columns: readonly string[];
  readonly group: number;
  readonly from: number;
  readonly most: number;
}
type Asked = AskedRows | 'shape';
type Said =
  | { readonly shape: ParquetShape }
  | { readonly rows: readonly Row[]; readonly of: number; readonly holds: number }
  | { readonly holds: number }
  | { readonly broken: string };

const MEMORY_MB = 2048;
/** Characters that travel between threads at once, and rows. */
const BATCH = 16 * 1024 * 1024;
const BATCH_ROWS = 10_000;
const THREAD = 'rampart:parquet';

/**
 * Decodes a Parquet file in a thread of its own. The decoder is given bytes from strangers: some make it loop for ever or take all
 * memory, and only a thread can be stopped then.
 */
export class ParquetThread {
  private readonly worker: Worker;

  public constructor(
    file: ArrayBuffer,
    private readonly seconds: number,
    /** Characters that its rows may hold together. */
    private left: number,
  ) {
    // This module, or the bundle that holds it: see the end of the file.
    this.worker = startThread(__filename, {
      workerData: { [THREAD]: file },
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
    });
  }

  /** @throws ParquetError */
  public async shape(): Promise<ParquetShape> {
    const said = await this.ask('shape');
    if ('shape' in said) return said.shape;
    throw new ParquetError('PARQUET_BROKEN', 'the file says nothing of itself');
  }

  /**
   * All rows of one group, a part of them at a time: rows that name one value of a dictionary share it until they leave the decoder's thread.
   *
   * @throws ParquetError; ExpansionError where they hold more than is left of what the file may hold
   */
  public async *rows(group: number, columns: readonly string[]): AsyncGenerator<Row> {
    const most = this.left;
    for (let from = 0, of = Infinity; from < of;) {
      const said = await this.ask({ columns, group, from, most });
      if (!('holds' in said)) throw new ParquetError('PARQUET_BROKEN', `row group ${group} has no rows`);
      if (!('rows' in said)) throw new ExpansionError(said.holds, most);
      this.left -= said.holds;
      yield* said.rows;
      ({ of } = said);
      from += said.rows.length;
      if (said.rows.length === 0) return;
    }
  }

  public async close(): Promise<void> {
    await this.worker.terminate();
  }

  private ask(asked: Asked): Promise<Said> {
    return new Promise((resolve, reject) => {
      const fail = (code: string, message: string): void => settle(() => reject(new ParquetError(code, message)));
      const timer = setTimeout(() => {
        void this.worker.terminate();
        fail('PARQUET_ENDLESS', `the file was not decoded in ${this.seconds} s`);
      }, this.seconds * 1000);
      const said = (answer: Said): void => {
        if ('broken' in answer) fail('PARQUET_BROKEN', answer.broken);
        else settle(() => resolve(answer));
      };
      const broke = (error: Error): void => fail('PARQUET_BROKEN', error.message);
      const left = (): void => fail('PARQUET_BROKEN', 'the decoder ended');
      const settle = (end: () => void): void => {
        clearTimeout(timer);
        this.worker.off('message', said).off('error', broke).off('exit', left);
        end();
      };
      this.worker.once('message', said).once('error', broke).once('exit', left);
      this.worker.postMessage(asked);
    });
  }
}

function serve(file: ArrayBuffer): void {
  let metadata: FileMetaData | undefined;
  let decoded: { readonly asked: AskedRows; readonly rows: readonly Row[] } | undefined;
  const answer = async (asked: Asked): Promise<Said> => {
    metadata ??= parquetMetadata(file);
    if (asked === 'shape') {
      const columns = metadata.schema.slice(1).map(({ name }) => name);
      const groups = metadata.row_groups.map(({ num_rows, columns: chunks }) => ({
        rows: Number(num_rows),
        bytes: chunks.reduce((sum, { meta_data }) => sum + Number(meta_data?.total_uncompressed_size ?? 0), 0),
      }));
      return { shape: { columns, groups } };
    }
    if (decoded?.asked.group !== asked.group) decoded = { asked, rows: await rowsOf(file, metadata, asked) };
    return batchOf(decoded.rows, asked);
  };
  parentPort?.on('message', (asked: Asked) => {
    answer(asked).then(
      (said) => parentPort?.postMessage(said),
      (error: unknown) => parentPort?.postMessage({ broken: String(error).slice(0, 200) } satisfies Said),
    );
  });
}

async function rowsOf(file: ArrayBuffer, metadata: FileMetaData, asked: AskedRows): Promise<readonly Row[]> {
  const before = metadata.row_groups.slice(0, asked.group);
  const rowStart = before.reduce((sum, { num_rows }) => sum + Number(num_rows), 0);
  const rowEnd = rowStart + Number(metadata.row_groups[asked.group]?.num_rows ?? 0);
  return parquetReadObjects({ file, metadata, columns: [...asked.columns], rowStart, rowEnd, compressors });
}

function batchOf(rows: readonly Row[], { from, most }: AskedRows): Said {
  const holds = from > 0 ? 0 : rows.reduce((sum, row) => sum + sizeOf(row), 0);
  if (holds > most) return { holds };
  let to = from;
  for (let size = 0; to < rows.length && to - from < BATCH_ROWS && size < BATCH; to++) size += sizeOf(rows[to] ?? {});
  return { rows: rows.slice(from, to), of: rows.length, holds };
}

/** Characters of a row, or bytes. */
function sizeOf(row: Row): number {
  let size = 0;
  for (const value of Object.values(row))
    size += (value as { readonly length?: number } | null | undefined)?.length ?? 1;
  return size;
}

const given = (workerData as Readonly<Record<string, unknown>> | null | undefined)?.[THREAD];
if (!isMainThread && given instanceof ArrayBuffer) serve(given);

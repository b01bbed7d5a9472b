import { isMainThread, parentPort, workerData, type Worker } from 'node:worker_threads';
import { parquetMetadata, parquetReadObjects, type FileMetaData } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { RampartError } from '../../../contract/errors';
import { startThread } from '../engine/thread';

/** A Parquet file that could not be decoded: broken, or made to be endless. */
export class ParquetError extends RampartError {}

/** What a file says of itself. */
export interface ParquetShape {
  readonly columns: readonly string[];
  readonly groups: readonly { readonly rows: number; readonly bytes: number }[];
}

type Row = Readonly<Record<string, unknown>>;
type Asked = { readonly columns: readonly string[]; readonly group: number } | 'shape';
type Said = { readonly shape: ParquetShape } | { readonly rows: readonly Row[] } | { readonly broken: string };

const MEMORY_MB = 2048;
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

  /** All rows of one group. @throws ParquetError */
  public async rows(group: number, columns: readonly string[]): Promise<readonly Row[]> {
    const said = await this.ask({ columns, group });
    if ('rows' in said) return said.rows;
    throw new ParquetError('PARQUET_BROKEN', `row group ${group} has no rows`);
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
    const before = metadata.row_groups.slice(0, asked.group);
    const rowStart = before.reduce((sum, { num_rows }) => sum + Number(num_rows), 0);
    const rowEnd = rowStart + Number(metadata.row_groups[asked.group]?.num_rows ?? 0);
    const wanted = { file, metadata, columns: [...asked.columns], rowStart, rowEnd, compressors };
    return { rows: await parquetReadObjects(wanted) };
  };
  parentPort?.on('message', (asked: Asked) => {
    answer(asked).then(
      (said) => parentPort?.postMessage(said),
      (error: unknown) => parentPort?.postMessage({ broken: String(error).slice(0, 200) } satisfies Said),
    );
  });
}

const given = (workerData as Readonly<Record<string, unknown>> | null | undefined)?.[THREAD];
if (!isMainThread && given instanceof ArrayBuffer) serve(given);

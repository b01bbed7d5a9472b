import { BANDING } from '../dedupe/near/banding';
import { PRICES } from './prices';

/** What an estimate rests on. Each can be measured on a team's own data, and replaced. */
export interface Assumptions {
  /** Cleaning, MB a second of one vCPU: what `npm run bench -- data` measures on this machine; a Lambda vCPU was not measured. */
  readonly cleaningMbPerSecond: number;
  /** Judging and mixing read and write again, without kernels. */
  readonly copyingMbPerSecond: number;
  /** Bytes of an average document. */
  readonly documentBytes: number;
  readonly shardMb: number;
  /** Functions at work at once: an account's limit is often 1,000. */
  readonly concurrency: number;
  /** Memory of a function; 1,769 MB are one vCPU. DataPipeline gives more: a decoder of Parquet may take two gigabytes. */
  readonly memoryMb: number;
  /** Rows a second of Athena's joins; its workers are not ours to count, and this was not measured. */
  readonly athenaRowsPerSecond: number;
}

export const ASSUMPTIONS: Assumptions = {
  cleaningMbPerSecond: 15,
  copyingMbPerSecond: 60,
  documentBytes: 4500,
  shardMb: 192,
  concurrency: 500,
  memoryMb: 3008,
  athenaRowsPerSecond: 20_000_000,
};

/** One line of an estimate. */
export interface EstimatedStep {
  readonly step: string;
  readonly where: 'Lambda' | 'Athena' | 'Step Functions' | 'S3';
  readonly dollars: number;
  /** From its start to its end. */
  readonly seconds: number;
  readonly how: string;
}

export interface Estimate {
  readonly bytes: number;
  readonly shards: number;
  readonly steps: readonly EstimatedStep[];
  readonly dollars: number;
  readonly seconds: number;
}

const MB = 1e6;
const TB = 1e12;
/** Columns that a pass over attributes scans, in bytes a document, compressed. */
const ATTRIBUTE_BYTES = 160;
/** A band's key and a place, compressed: keys hardly compress. */
const BAND_BYTES = 12;

/** What a run over `bytes` of text costs, and how long it takes: arithmetic over assumptions, not a measurement. */
export function estimate(bytes: number, assumptions: Assumptions = ASSUMPTIONS): Estimate {
  const shards = Math.max(1, Math.ceil(bytes / (assumptions.shardMb * MB)));
  const documents = Math.max(1, Math.round(bytes / assumptions.documentBytes));
  const map = (step: string, mbPerSecond: number): EstimatedStep => {
    const cpu = bytes / MB / mbPerSecond;
    const dollars = cpu * (assumptions.memoryMb / 1024) * PRICES.lambdaGbSecond + shards * PRICES.lambdaRequest;
    const waves = Math.ceil(shards / assumptions.concurrency);
    return {
      step,
      where: 'Lambda',
      dollars,
      seconds: (waves * cpu) / shards,
      how: `${shards} shards at ${mbPerSecond} MB/s, ${assumptions.concurrency} at once`,
    };
  };
  const sql = (step: string, scanned: number, rows: number, how: string): EstimatedStep => {
    const dollars = (scanned / TB) * PRICES.athenaTerabyte;
    return { step, where: 'Athena', dollars, seconds: rows / assumptions.athenaRowsPerSecond + 30, how };
  };
  const { bands } = BANDING;
  const steps: EstimatedStep[] = [
    map('acquire', assumptions.copyingMbPerSecond),
    map('clean', assumptions.cleaningMbPerSecond),
    map('judge, twice', assumptions.copyingMbPerSecond * 10),
    sql('exact duplicates', documents * 80, documents, 'a pass over hashes'),
    sql('near duplicates', documents * bands * BAND_BYTES * 2, documents * bands, `${bands} bands, one at a time`),
    sql('balance and counts', documents * ATTRIBUTE_BYTES, documents, 'a pass over attributes'),
    map('mix', assumptions.copyingMbPerSecond),
    {
      step: 'state transitions',
      where: 'Step Functions',
      dollars: (shards * 5 + 200) * PRICES.transition,
      seconds: 0,
      how: 'five for each shard',
    },
    {
      step: 'requests and a month of storage',
      where: 'S3',
      dollars: shards * 12 * PRICES.s3Put + shards * 16 * PRICES.s3Get + ((bytes * 2.2) / 1e9) * PRICES.s3GbMonth,
      seconds: 0,
      how: 'acquired, cleaned and curated text, and attributes: 2.2 times the text',
    },
  ];
  const sum = (of: 'dollars' | 'seconds'): number => steps.reduce((all, step) => all + step[of], 0);
  return { bytes, shards, steps, dollars: sum('dollars'), seconds: sum('seconds') };
}

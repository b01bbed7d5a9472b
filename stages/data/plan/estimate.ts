import type { Pass, RunStep, Work } from '../run/step';
import { RUN_STEPS } from '../run/steps';
import { PRICES } from './prices';

/** What an estimate rests on. Each can be measured on a team's own data, and replaced. */
export interface Assumptions {
  /** Cleaning, MB a second of one vCPU: the whole chain, as `npm run bench -- data` measured it on two cores; a Lambda vCPU was not measured. */
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
  cleaningMbPerSecond: 4.5,
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
  readonly where: 'Lambda' | 'Athena' | 'driver' | 'Step Functions' | 'S3';
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
/** Judging reads columns and no text: so many times as fast as copying. */
const COLUMNS_TO_TEXT = 10;
/** Each child of a Distributed Map, and what starts and ends one. */
const TRANSITIONS_A_CHILD = 1;
const TRANSITIONS_A_MAP = 20;

/** What a run over `bytes` of text costs, and how long it takes: arithmetic over assumptions, not a measurement. */
export function estimate(bytes: number, assumptions: Assumptions = ASSUMPTIONS): Estimate {
  const shards = Math.max(1, Math.ceil(bytes / (assumptions.shardMb * MB)));
  const size: Size = { bytes, shards, documents: Math.max(1, Math.round(bytes / assumptions.documentBytes)) };
  // Landing hashes what is in quarantine: one task an object, before the first step.
  const maps = 1 + RUN_STEPS.filter(({ work }) => work.on === 'map').length;
  const steps: EstimatedStep[] = [
    ...RUN_STEPS.map((step) => estimated(step, size, assumptions)),
    {
      step: 'state transitions',
      where: 'Step Functions',
      dollars: maps * (shards * TRANSITIONS_A_CHILD + TRANSITIONS_A_MAP) * PRICES.transition,
      seconds: 0,
      how: `one for each of ${shards} shards in each of ${maps} maps`,
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

interface Size {
  readonly bytes: number;
  readonly shards: number;
  readonly documents: number;
}

function estimated({ name, work }: RunStep, size: Size, assumptions: Assumptions): EstimatedStep {
  switch (work.on) {
    case 'map':
      return { step: name, where: 'Lambda', ...mapped(rateOf(work, assumptions), size, assumptions) };
    case 'sql':
      return { step: name, where: 'Athena', ...queried(work.passes, size, assumptions) };
    case 'driver':
      return {
        step: name,
        where: 'driver',
        dollars: 0,
        seconds: 0,
        how: 'by counts and a bounded sample: not estimated',
      };
  }
}

function mapped(mbPerSecond: number, { bytes, shards }: Size, { memoryMb, concurrency }: Assumptions) {
  const cpu = bytes / MB / mbPerSecond;
  return {
    dollars: cpu * (memoryMb / 1024) * PRICES.lambdaGbSecond + shards * PRICES.lambdaRequest,
    seconds: (Math.ceil(shards / concurrency) * cpu) / shards,
    how: `${shards} shards at ${mbPerSecond} MB/s, ${concurrency} at once`,
  };
}

function rateOf({ rate }: Extract<Work, { on: 'map' }>, assumptions: Assumptions): number {
  const { cleaningMbPerSecond, copyingMbPerSecond } = assumptions;
  return { cleaning: cleaningMbPerSecond, copying: copyingMbPerSecond, judging: copyingMbPerSecond * COLUMNS_TO_TEXT }[
    rate
  ];
}

function queried(passes: readonly Pass[], { documents }: Size, { athenaRowsPerSecond }: Assumptions) {
  const sum = (of: 'bytesADocument' | 'rowsADocument'): number => passes.reduce((all, pass) => all + pass[of], 0);
  return {
    dollars: ((documents * sum('bytesADocument')) / TB) * PRICES.athenaTerabyte,
    seconds: (documents * sum('rowsADocument')) / athenaRowsPerSecond + passes.length * 30,
    how: passes.map(({ what }) => what).join('; '),
  };
}

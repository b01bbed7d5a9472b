import type { MapEngine } from '../engine/map-engine';
import type { SqlEngine } from '../engine/sql-engine';
import type { Store } from '../engine/store';
import type { ComparedRun } from './duplicates-step';
import type { Product, Products } from './products';
import { RunError } from './run-error';
import type { RunSettings, Step } from './settings';
import type { InputFile } from './slices';

/** How far a run is. */
export interface Progress {
  readonly step: string;
  readonly done: number;
  readonly of: number;
}

/** What a run is done with. */
export interface Pipeline {
  /** The store that the SQL engine sees. */
  readonly whole: Store;
  /** The run's own part of it, at `prefix`. */
  readonly store: Store;
  readonly prefix: string;
  readonly settings: RunSettings;
  readonly files: readonly InputFile[];
  readonly map: MapEngine;
  readonly sql: SqlEngine;
  /** Runs whose data this one must not repeat, the earliest first. */
  readonly earlier: readonly ComparedRun[];
  readonly onProgress?: (progress: Progress) => void;
}

/** A pass of set operations over all documents: what it reads, for each of them. */
export interface Pass {
  readonly what: string;
  /** Compressed. */
  readonly bytesADocument: number;
  readonly rowsADocument: number;
}

/** Where a step's work is done, and how much there is of it: what an estimate needs. */
export type Work =
  /** Part by part; the rate is an assumption's name. */
  | { readonly on: 'map'; readonly rate: 'cleaning' | 'copying' | 'judging' }
  | { readonly on: 'sql'; readonly passes: readonly Pass[] }
  /** By whoever drives the run, over counts or a bounded sample. */
  | { readonly on: 'driver' };

/** What a step is, beside what it does. */
interface StepFacts {
  readonly name: string;
  /** In a sentence, for people. */
  readonly does: string;
  readonly work: Work;
  /** The books in which records leave that this step decides about. */
  readonly takesOut: readonly Step[];
}

/** One step of a run, as a value: the pipeline, the plan, the estimate and the report have it from here. */
export interface RunStep extends StepFacts {
  readonly reads: readonly Product[];
  readonly writes: readonly Product[];
  run(pipeline: Pipeline, made: Partial<Products>): Promise<Partial<Products>>;
}

/** A step that is handed what it reads, and nothing else. */
export function runStep<R extends Product, W extends Product>(
  step: StepFacts & {
    readonly reads: readonly R[];
    readonly writes: readonly W[];
    run(pipeline: Pipeline, given: Pick<Products, R>): Promise<Pick<Products, W>>;
  },
): RunStep {
  return { ...step, run: (pipeline, made) => step.run(pipeline, handed(step, made)) };
}

/** @throws RunError `NOT_MADE` where no step before wrote what this one reads */
function handed<R extends Product>(
  { name, reads }: { readonly name: string; readonly reads: readonly R[] },
  made: Partial<Products>,
): Pick<Products, R> {
  const missing = reads.find((product) => !(product in made));
  if (missing === undefined) return Object.fromEntries(reads.map((one) => [one, made[one]])) as Pick<Products, R>;
  throw new RunError('NOT_MADE', `${name} reads ${missing}, and no step before it writes that`);
}

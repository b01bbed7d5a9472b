/** One unit of work over a part of the data. Its id is the hash of all that its result depends on. */
export interface MapTask {
  readonly step: MapStep;
  /** SHA-256 of step, code version, settings and inputs, in hex: the same work has the same id, here and on AWS. */
  readonly id: string;
  /** What the step needs beside the run's settings; JSON. */
  readonly input: unknown;
}

/** The steps that go over parts of the data, each part by itself. */
export const MAP_STEPS = ['land', 'acquire', 'clean', 'judge', 'learn', 'compare', 'mix'] as const;

/** One of {@link MAP_STEPS}. */
export type MapStep = (typeof MAP_STEPS)[number];

/** What a task left in the store. */
export interface MapResult {
  readonly id: string;
  /** Objects that it wrote, by key. */
  readonly outputs: readonly StoredObject[];
  /** Records that came in, and how they went out. */
  readonly counts: Counts;
  /** How many records each rule took out, by `KIND STEP RULE`. */
  readonly reasons: Readonly<Record<string, number>>;
  /** What a step wants to add up over all parts, by name. */
  readonly tallies: Readonly<Record<string, number>>;
}

/** An object as a manifest names it. */
export interface StoredObject {
  readonly key: string;
  readonly bytes: number;
  /** In hex. */
  readonly sha256: string;
}

/** Accounts of a step: `in` is the sum of the other three. */
export interface Counts {
  readonly in: number;
  readonly kept: number;
  readonly dropped: number;
  readonly quarantined: number;
}

/** Where tasks run: worker threads on a laptop, Distributed Map on AWS. */
export interface MapEngine {
  /**
   * Runs every task, in any order, and tells of each that ends. A task that is done already is not done again. Results are in the order
   * of the tasks. Rejects with the first task's error after the tasks under way have ended.
   */
  run(tasks: readonly MapTask[], onDone?: (result: MapResult) => void): Promise<MapResult[]>;
  close(): Promise<void>;
}

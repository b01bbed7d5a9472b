import type { Limits, Source } from '../acquire/source';
import type { WeatTest } from '../balance/weat';
import type { LabelFunctionSpec } from '../label/functions/label-function';
import type { LabelSchema } from '../label/schema';
import type { Rule } from '../rules/rule';
import type { CounterMeasureMethod } from './measures';

/** Goes up when any kernel decides or writes otherwise: tasks of another version are done anew. */
export const PIPELINE_VERSION = 2;

/** The steps a record goes through, in order. It leaves at the first that does not keep it. */
export const STEPS = [
  'acquire',
  // Before what is dropped as poor: an attack is for a person to see.
  'poison',
  'clean',
  'decontaminate',
  'deduplicate',
  'anomalies',
  'label',
  'balance',
] as const;

/** One of {@link STEPS}. */
export type Step = (typeof STEPS)[number];

/** A rule, and the step that it belongs to. */
export interface StepRule extends Rule {
  readonly step: Step;
}

/** A plan with everything resolved: all that a run's output depends on beside its input. JSON, and the same on a laptop and on AWS. */
export interface RunSettings {
  readonly name: string;
  readonly sources: readonly Source[];
  readonly limits: Limits;
  /** Bytes of an acquired part, roughly. */
  readonly shardBytes: number;
  /** Of every generator of the run. */
  readonly seed: number;
  /** Languages to keep, ISO 639-1; empty for all. */
  readonly languages: readonly string[];
  /** In order. Thresholds are applied when the data is mixed, and no earlier. */
  readonly rules: readonly StepRule[];
  /** Takes out navigation, banners, quoted replies, footers and signatures, line by line. */
  readonly boilerplate: boolean;
  readonly typos: boolean;
  /** Personal data: typed placeholders, and whether the same value gets the same keyed pseudonym. */
  readonly pseudonyms: boolean;
  /** Texts that show what a team's data is about, for the relevance rule. */
  readonly relevance?: { readonly seeds: readonly string[]; readonly background: readonly string[] };
  /** Texts that must not be trained on. */
  readonly evaluation: readonly string[];
  readonly duplicates: {
    readonly similarity: number;
    /** A line that more documents have than this stays in the first of them only. Absent: lines are left alone. */
    readonly lines?: number;
  };
  readonly anomalies: { readonly share: number };
  readonly label?: LabelSettings;
  readonly balance?: BalanceSettings;
  /** Under so many records on either side, drift is not evaluated. @default 400 */
  readonly watch?: { readonly fewest?: number };
}

/** How labels come about. */
export interface LabelSettings {
  /** The field that holds the acquired label. */
  readonly field: string;
  readonly classes: readonly string[];
  /** What people are asked, where people label: their answers outrank an acquired label. */
  readonly schema?: LabelSchema;
  /** Rules of thumb that label what has no acquired label; they need a schema. */
  readonly functions?: readonly LabelFunctionSpec[];
  /** Whether documents whose label the others contradict are set aside for a person. */
  readonly review: boolean;
}

/** What is weighed against what. */
export interface BalanceSettings {
  /** `source`, or a field. */
  readonly facet: string;
  readonly positive: readonly string[];
  /** The most that the total variation distance between facets may be. */
  readonly most: number;
  /** What is done about a difference, in order: each to what the one before left. */
  readonly methods: readonly CounterMeasureMethod[];
  /** Largest share of one source, for `cap`. */
  readonly share: number;
  /** How often one document may be there, for `resample`. @default 3 */
  readonly copies?: number;
  /** Largest share of documents that may be set aside, for `quarantine`. @default 0.2 */
  readonly setAside?: number;
  /** Word association tests, with the vectors of their words. */
  readonly weat?: WeatSettings;
}

export interface WeatSettings {
  readonly tests: readonly (WeatTest & { readonly name: string })[];
  readonly vectors: Readonly<Record<string, readonly number[]>>;
}

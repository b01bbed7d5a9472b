import type { Signature } from './signature';

/** Version of {@link DataManifest}'s shape. */
export const DATA_MANIFEST_SCHEMA = 1;

/** An object by its content. */
export interface ManifestObject {
  readonly key: string;
  readonly bytes: number;
  /** In hex. */
  readonly sha256: string;
}

/** Records that entered a step, and how they left it: `in` is the sum of `kept`, `dropped` and `quarantined`. */
export interface StepCounts {
  readonly step: string;
  readonly in: number;
  readonly kept: number;
  readonly dropped: number;
  readonly quarantined: number;
  /** Copies that the step made beside what it keeps: they are no records, and the curated data has them too. Absent where there are none. */
  readonly added?: number;
}

/** What a gate said, and why. Only `passed` lets data be promoted. */
export interface GateOutcome {
  readonly gate: string;
  readonly outcome: 'passed' | 'held' | 'not evaluated';
  readonly reasons: readonly string[];
}

/** A run that another one follows, by its name and the hash of its manifest's canonical JSON: the signature is not in it. */
export interface FollowedRun {
  readonly run: string;
  readonly manifestSha256: string;
}

/** What a data set is made of, and how: training reads it, and refuses data that it does not name. */
export interface DataManifest {
  readonly schema: typeof DATA_MANIFEST_SCHEMA;
  readonly name: string;
  /** Hash of settings and inputs: equal runs have equal ids. */
  readonly run: string;
  readonly code: { readonly version: string; readonly pipeline: number };
  readonly settingsSha256: string;
  readonly sources: readonly {
    readonly name: string;
    readonly licence: string;
    readonly provenance: string;
    readonly inputs: readonly ManifestObject[];
  }[];
  /** `FAMILY/NAME@VERSION`, with the limits that were applied. */
  readonly rules: readonly { readonly rule: string; readonly atLeast?: number; readonly atMost?: number }[];
  readonly steps: readonly StepCounts[];
  /** How many records each rule took out, by `STEP KIND RULE`. */
  readonly reasons: Readonly<Record<string, number>>;
  readonly gates: readonly GateOutcome[];
  /** The curated data. */
  readonly outputs: readonly ManifestObject[];
  /** What else speaks of the run: excluded records, metrics, profile. */
  readonly records: readonly ManifestObject[];
  /** Hash of the manifest of the run that this one was compared with; absent for a first run. */
  readonly previous?: string;
  /** The run of the same data set that ended before this one; absent for a first run. */
  readonly follows?: FollowedRun;
}

/** A manifest with its signature, as it is stored. The signature is over the manifest's canonical JSON. */
export interface SignedManifest {
  readonly manifest: DataManifest;
  readonly signature: Signature;
}

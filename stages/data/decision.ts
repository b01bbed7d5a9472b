/** Why a record did not go on: the rule, the value that it measured, and the limit that the value crossed. */
export interface Reason {
  /** `FAMILY/NAME@VERSION`, e.g. `gopher-quality/word-count@1`. */
  readonly rule: string;
  /** What was measured, in the rule's unit. For a rule without a measure, 1. */
  readonly value: number;
  /** What was allowed. For a rule without a measure, 0. */
  readonly limit: number;
  /** What a person needs beside the value, e.g. the id of the document that this one repeats. Never text of the record. */
  readonly detail?: string;
}

/** What a step decided about one record. Every record that enters a step leaves it as one of these. */
export type Decision =
  | { readonly kind: 'kept' }
  | { readonly kind: 'dropped'; readonly reason: Reason }
  /** Set aside for a person: it may be an attack, or it could not be read. */
  | { readonly kind: 'quarantined'; readonly reason: Reason };

/** One of the three ways out of a step. */
export type DecisionKind = Decision['kind'];

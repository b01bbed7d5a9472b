/** What a label function sees of a document. */
export interface LabelInput {
  readonly text: string;
  readonly fields: Readonly<Record<string, string>>;
  /** Measured attributes by name, e.g. `gopher-quality/word-count`. */
  readonly features: Readonly<Record<string, number>>;
}

/** When a label function votes. Exactly one condition. */
export type Condition =
  /** Any of these words or phrases, as whole words, in any case. */
  | { readonly kind: 'keywords'; readonly keywords: readonly string[] }
  /** A regular expression without back-references and look-around, matched in linear time. */
  | { readonly kind: 'pattern'; readonly pattern: string; readonly ignoreCase: boolean }
  /** A field of the record has one of these values. */
  | { readonly kind: 'field'; readonly field: string; readonly in: readonly string[] }
  /** A feature is above and/or below a limit; a feature that was not measured satisfies neither. */
  | { readonly kind: 'feature'; readonly feature: string; readonly above?: number; readonly below?: number };

/** A declared rule of thumb: it votes for a class where its condition holds, and abstains elsewhere. */
export interface LabelFunctionSpec {
  readonly name: string;
  /** A class id of the schema. */
  readonly vote: string;
  readonly when: Condition;
}

/** A label function, ready to vote. */
export interface LabelFunction {
  readonly name: string;
  /** The class's place in the schema, or `ABSTAIN`. */
  readonly vote: (input: LabelInput) => number;
}

/** The function does not know. */
export const ABSTAIN = -1;

import type { Reason } from '../decision';

/** A named, versioned limit on one measured feature of a document. Thresholds are data: changing one never re-reads a text. */
export interface Rule {
  /** `FAMILY/NAME`, e.g. `gopher-quality/word-count`. */
  readonly id: string;
  /** Goes up when the feature is measured otherwise (another word splitter, say); a threshold alone does not change it. */
  readonly version: number;
  /** The feature's name; it is the name of a column of the attributes, so it has letters, digits and underscores only. */
  readonly feature: string;
  /** A document passes while its value is at least this. */
  readonly atLeast?: number;
  /** A document passes while its value is at most this. */
  readonly atMost?: number;
  /** What the value counts, e.g. `words`, `share of lines`. */
  readonly unit: string;
  /** Where rule and threshold come from. */
  readonly source: string;
  /** What happens to a document that fails. @default 'dropped' */
  readonly fails?: 'dropped' | 'quarantined';
}

/** Measured features of a document, by feature name. */
export type Features = Readonly<Record<string, number>>;

/** `FAMILY/NAME@VERSION`: how a rule is named in a reason and in a manifest. */
export function ruleName({ id, version }: Rule): string {
  return `${id}@${version}`;
}

/** The first rule that `features` fails, in the order of `rules`; undefined where all pass. A feature that was not measured fails: NaN passes no limit. */
export function firstFailure(features: Features, rules: readonly Rule[]): { rule: Rule; reason: Reason } | undefined {
  for (const rule of rules) {
    const value = features[rule.feature] ?? Number.NaN;
    const limit = crossed(value, rule);
    if (limit !== undefined) return { rule, reason: { rule: ruleName(rule), value, limit } };
  }
  return undefined;
}

function crossed(value: number, { atLeast, atMost }: Rule): number | undefined {
  if (atLeast !== undefined && !(value >= atLeast)) return atLeast;
  if (atMost !== undefined && !(value <= atMost)) return atMost;
  return undefined;
}

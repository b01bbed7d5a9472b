import type { Waiver } from '../../contract/waiver';

/** What one rule said of one resource. */
export type Outcome = 'compliant' | 'non-compliant' | 'accepted' | 'not applicable' | 'not evaluated';

/** Every outcome, worst first: where a rule has several findings on one resource, the first that occurs stands for all. */
export const OUTCOMES: readonly Outcome[] = [
  'non-compliant',
  'not evaluated',
  'accepted',
  'compliant',
  'not applicable',
];

/**
 * Why a row is *not evaluated*. `threw`: the check ran into something it could not read, and the row counts as open.
 * `unavailable`: the check as a whole did not run here (no binary for this platform, switched off); shown, not open.
 */
export type Cause = 'threw' | 'unavailable';

/** Where a finding stands. A row about a whole template has neither logical id nor resource type. */
export interface Place {
  readonly stack: string;
  readonly logicalId: string;
  readonly resourceType: string;
  /** The construct's path in the app. */
  readonly path: string;
}

/** One line of the ledger: a rule, a resource, and what was found. */
export interface LedgerRow extends Place {
  /** The pack the rule belongs to, e.g. `AwsSolutions`. */
  readonly pack: string;
  /** The rule, e.g. `AwsSolutions-IAM5`. */
  readonly rule: string;
  /** The exact finding where a rule has several on one resource, e.g. `AwsSolutions-IAM5[Resource::*]`; the rule's id otherwise. */
  readonly finding: string;
  readonly outcome: Outcome;
  /** What the rule looks for, or why it could not be evaluated. */
  readonly detail: string;
  /** Present on an accepted row. */
  readonly waiver?: Waiver;
  /** Present on a row that is not evaluated. */
  readonly cause?: Cause;
}

/** Code-unit order: the same on every machine, whatever its locale. */
export function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

import type { Waiver } from '../../contract/waiver';

/** What one rule said of one resource. */
export type Outcome = 'compliant' | 'non-compliant' | 'accepted' | 'not applicable' | 'not evaluated';

/** One line of the ledger: a rule, a resource, and what was found. */
export interface LedgerRow {
  /** The pack the rule belongs to, e.g. `AwsSolutions`. */
  readonly pack: string;
  /** The rule, e.g. `AwsSolutions-IAM5`. */
  readonly rule: string;
  /** The exact finding where a rule has several on one resource, e.g. `AwsSolutions-IAM5[Resource::*]`; the rule's id otherwise. */
  readonly finding: string;
  readonly stack: string;
  readonly logicalId: string;
  readonly resourceType: string;
  /** The construct's path in the app. */
  readonly path: string;
  readonly outcome: Outcome;
  /** What the rule looks for, or why it could not be evaluated. */
  readonly detail: string;
  /** Present on an accepted row. */
  readonly waiver?: Waiver;
}

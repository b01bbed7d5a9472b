/** Construct metadata under which a waiver travels from `acknowledge()` to the audit. */
export const WAIVER_METADATA = 'rampart:waiver';

/** An accepted finding: on one resource, with a reason an auditor would accept, an owner, and an end. */
export interface Waiver {
  /** The finding's id, e.g. `AwsSolutions-S1` or `AwsSolutions-IAM5[Resource::*]`. */
  readonly id: string;
  /** The fact that makes the finding acceptable: at least 20 characters. */
  readonly reason: string;
  /** Who answers for it: a team or a person. */
  readonly owner: string;
  /** Last day on which it counts, `YYYY-MM-DD`. After it the finding is open again. */
  readonly expiry: string;
}

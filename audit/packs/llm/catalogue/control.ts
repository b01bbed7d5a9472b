/** How bad a finding is. */
export type Severity = 'high' | 'medium' | 'low';

/** What a template can say: everything that the control asks, a part of it, or nothing. */
export type Decidability = 'decidable' | 'partly' | 'only at run time';

/** A control as a person reads it: what goes wrong without it, what is looked at, and what to do. */
export interface Control {
  /** The rule's id without the pack's name. */
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  /**
   * Where else it is asked for: a Security Hub control, ids of the AWS AI/ML security assessment (SM, BR, AC, AG, FS),
   * of OWASP. A rule may decide a part of what such an id asks.
   */
  readonly sources: readonly string[];
  readonly risk: string;
  readonly check: string;
  readonly remedy: string;
  readonly decidability: Decidability;
}

/** A check of the AWS AI/ML security assessment, and how much of it a template decides. */
export interface AssessmentCheck {
  readonly id: string;
  readonly title: string;
  readonly decidability: Decidability;
  /** Why no rule here decides it; present where no rule names it among its sources. */
  readonly note?: string;
}

/** Why something could not be read. */
export type FailureKind =
  | 'denied'
  | 'throttled'
  | 'timed out'
  | 'unreachable'
  | 'out of time'
  | 'no reader'
  | 'other account'
  | 'stack not read'
  | 'failed';

/** A kind for programs, a sentence for people. */
export interface Failure {
  readonly kind: FailureKind;
  readonly detail: string;
}

/** One place where a live resource is not what was meant; `null` stands for *nothing there*. */
export interface Difference {
  /** Path below the properties, `KeyPolicy.Statement[Administer].Action`. */
  readonly property: string;
  readonly meant: unknown;
  readonly found: unknown;
}

/** A property, or a part of one, that has no verdict. */
export interface NotCompared {
  readonly property: string;
  readonly why: string;
}

/** The last change of a resource that CloudTrail knows. */
export interface Change {
  /** ISO 8601, in UTC. */
  readonly at: string;
  readonly by: string;
  readonly event: string;
}

export interface Place {
  readonly account: string;
  readonly region: string;
}

/** The resource that a line is about: of a template, or found live under one of a template. */
export interface Subject extends Place {
  readonly stack: string;
  readonly logicalId: string;
  readonly type: string;
  /** Construct path, where CDK wrote it down. */
  readonly path?: string;
  readonly physicalId?: string;
  /** Where the template declares it; of what is in place it is left out. */
  readonly file?: string;
  readonly line?: number;
}

/** What there is besides the templates: under this subject, or in its stack. */
export interface Extra {
  /** What it is: `grant`, `route`, `ingress rule`, … */
  readonly kind: string;
  /** What names it among its kind. */
  readonly id: string;
  readonly detail: string;
  /** The same as a template would write it, where one could: the proofs then see it too. */
  readonly type?: string;
  readonly properties?: Readonly<Record<string, unknown>>;
}

/** Exactly one of these for each resource; *in place* only for one that was read. */
export type ResourceVerdict = Subject &
  (
    | { readonly verdict: 'in place'; readonly notCompared: readonly NotCompared[] }
    | {
        readonly verdict: 'drifted';
        readonly differences: readonly Difference[];
        /** What could not be read on top. */
        readonly unread: readonly (Failure & { readonly property: string })[];
        readonly notCompared: readonly NotCompared[];
        readonly change?: Change;
      }
    | { readonly verdict: 'missing'; readonly detail: string; readonly change?: Change }
    | { readonly verdict: 'extra'; readonly extra: Extra; readonly change?: Change }
    | {
        readonly verdict: 'not readable';
        readonly failure: Failure;
        /** The properties that were not read; empty where nothing was. */
        readonly unread: readonly string[];
        readonly notCompared: readonly NotCompared[];
      }
  );

export type VerdictKind = ResourceVerdict['verdict'];

/** In the order in which a report lists them. */
export const VERDICTS: readonly VerdictKind[] = ['drifted', 'missing', 'extra', 'not readable', 'in place'];

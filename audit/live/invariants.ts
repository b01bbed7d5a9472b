import type { Model } from '../assembly/model';
import { printable } from '../assembly/symbol';
import { INVARIANTS } from '../proofs/invariants';
import { prove } from '../proofs/prove';

/** Whether an invariant holds over what was found, with everything that speaks against it or could not be judged. */
export interface LiveInvariant {
  readonly id: string;
  readonly title: string;
  readonly state: 'holds' | 'refuted' | 'not evaluated' | 'not applicable';
  /** How many things it was shown of. */
  readonly holds: number;
  readonly refuted: readonly Shown[];
  readonly notEvaluated: readonly Shown[];
}

export interface Shown {
  readonly subject: string;
  readonly detail: string;
}

/** Runs every proof of the audit over the live model. */
export function liveInvariants(model: Model, seconds: number): readonly LiveInvariant[] {
  return prove(model, { invariants: INVARIANTS, seconds }).map(({ invariant: { id, title }, proofs }) => {
    const of = (kind: string): Shown[] =>
      proofs
        .filter((proof) => proof.kind === kind)
        .map(({ subject, detail }) => ({ subject: printable(subject), detail: printable(detail) }));
    const [refuted, notEvaluated] = [of('refuted'), of('not evaluated')];
    const holds = proofs.length - refuted.length - notEvaluated.length;
    const state =
      refuted.length > 0
        ? 'refuted'
        : notEvaluated.length > 0
          ? 'not evaluated'
          : holds > 0
            ? 'holds'
            : 'not applicable';
    return { id, title, state, holds, refuted, notEvaluated };
  });
}

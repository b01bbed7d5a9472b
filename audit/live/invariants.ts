import type { Model } from '../assembly/model';
import { printable } from '../assembly/symbol';
import type { Invariant, Proof } from '../proofs/invariant';
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

/**
 * Runs every proof of the audit over what was found. What is refuted only because something could not be read is *not evaluated*: it is
 * not refuted with that taken as it was meant.
 */
export function liveInvariants(found: Model, trusting: () => Model, seconds: number): readonly LiveInvariant[] {
  const proven = prove(found, { invariants: INVARIANTS, seconds });
  const doubtful = proven.filter(({ proofs }) => proofs.some(({ kind }) => kind === 'refuted'));
  const again =
    doubtful.length === 0 ? [] : prove(trusting(), { invariants: doubtful.map(({ invariant }) => invariant), seconds });
  const stands = new Set(
    again.flatMap(({ invariant, proofs }) =>
      proofs.filter(({ kind }) => kind === 'refuted').map(({ subject }) => `${invariant.id} ${subject}`),
    ),
  );
  return proven.map(({ invariant, proofs }) => shown(invariant, proofs, stands));
}

function shown({ id, title }: Invariant, proofs: readonly Proof[], stands: ReadonlySet<string>): LiveInvariant {
  const told = ({ subject, detail }: Proof): Shown => ({ subject: printable(subject), detail: printable(detail) });
  const against = proofs.filter(({ kind }) => kind === 'refuted');
  const refuted = against.filter(({ subject }) => stands.has(`${id} ${subject}`)).map(told);
  const unsure = against
    .filter(({ subject }) => !stands.has(`${id} ${subject}`))
    .map((proof) => ({ ...told(proof), detail: `it hangs on what was not read: ${printable(proof.detail)}` }));
  const notEvaluated = [...proofs.filter(({ kind }) => kind === 'not evaluated').map(told), ...unsure];
  const holds = proofs.filter(({ kind }) => kind === 'proved').length;
  const state =
    refuted.length > 0 ? 'refuted' : notEvaluated.length > 0 ? 'not evaluated' : holds > 0 ? 'holds' : 'not applicable';
  return { id, title, state, holds, refuted, notEvaluated };
}

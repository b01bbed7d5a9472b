import type { Model } from '../assembly/model';
import type { KnownAnswers } from '../iam/known-answers';
import { Allowance } from './allowance';
import { Facts } from './facts';
import type { Invariant, Proof } from './invariant';
import { INVARIANTS } from './invariants';

/** Everything that was shown of one invariant. */
export interface ProvenInvariant {
  readonly invariant: Invariant;
  /** Empty where the templates hold nothing that it speaks of. */
  readonly proofs: readonly Proof[];
}

export interface ProveOptions {
  /** @default all */
  readonly invariants?: readonly Invariant[];
  /** Seconds of processor time for all of them together; what does not fit is *not evaluated*. @default no limit */
  readonly seconds?: number;
  /** Answers shared by the proofs of templates that differ little, such as before and after a change. */
  readonly shared?: KnownAnswers;
}

/** Proves each invariant over all templates together. What goes wrong inside one is *not evaluated*, and the others go on. */
export function prove(model: Model, options: ProveOptions = {}): readonly ProvenInvariant[] {
  const { invariants = INVARIANTS, seconds = Infinity, shared } = options;
  const facts = new Facts(model, new Allowance(seconds), shared);
  return invariants.map((invariant) => ({ invariant, proofs: proofsOf(invariant, facts) }));
}

function proofsOf(invariant: Invariant, facts: Facts): readonly Proof[] {
  try {
    return invariant.prove(facts);
  } catch (error) {
    const detail = `the proof broke off: ${error instanceof Error ? error.message : String(error)}`;
    return [{ kind: 'not evaluated', subject: 'all templates', detail }];
  }
}

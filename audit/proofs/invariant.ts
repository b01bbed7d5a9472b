import type { Resource } from '../assembly/model';
import type { Counterexample } from '../iam/answer';
import type { Facts } from './facts';

/** An invariant as a person reads it: what goes wrong without it, what is proved, and what to do. */
export interface InvariantWords {
  /** Unique, with its pack: `Proof-InternetIsolation`. */
  readonly id: string;
  readonly title: string;
  readonly risk: string;
  /** What is shown, over all templates together. */
  readonly check: string;
  readonly remedy: string;
  /** Ids of the frameworks that ask for it. */
  readonly sources: readonly string[];
}

/**
 * What was shown about one thing. `refuted` comes with words that name what is wrong and where, and a counterexample where the IAM
 * engine found one; `not evaluated` with the reason.
 */
export interface Proof {
  readonly kind: 'proved' | 'refuted' | 'not evaluated';
  /** The thing it is about: a construct path, an ARN, a pair. Unique within an invariant. */
  readonly subject: string;
  readonly detail: string;
  /** Where a report puts it. */
  readonly resource?: Resource;
  readonly counterexample?: Counterexample;
}

/** A property of all templates together, as a value. */
export interface Invariant extends InvariantWords {
  /** A proof for each thing it speaks of. Empty: nothing here that it speaks of. Never throws for what a template holds. */
  prove(facts: Facts): readonly Proof[];
}

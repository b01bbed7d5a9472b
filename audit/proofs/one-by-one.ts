import { OutOfTime } from './allowance';
import type { Proof } from './invariant';

/** Proves thing after thing, `what` in words. Where the time ends, what was shown stays shown, and the others are one proof that says how many they are. */
export function oneByOne<T>(
  what: string,
  things: readonly T[],
  prove: (thing: T) => readonly Proof[],
): readonly Proof[] {
  const proofs: Proof[] = [];
  for (const [at, thing] of things.entries()) {
    try {
      proofs.push(...prove(thing));
    } catch (error) {
      if (!(error instanceof OutOfTime)) throw error;
      const subject = `${things.length - at} of ${things.length} ${what}`;
      return [...proofs, { kind: 'not evaluated', subject, detail: error.message }];
    }
  }
  return proofs;
}

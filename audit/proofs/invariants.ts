import type { Invariant } from './invariant';

/** Every invariant, in the order in which a report lists them. One file each, in `invariants/`. */
export const INVARIANTS: readonly Invariant[] = [];

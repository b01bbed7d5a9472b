/**
 * A set of the values one context key may take. Immutable, closed under the Boolean operations, and able to name a member.
 * Sets of different families never meet: a key has one family (see `key-types.ts`).
 */
export interface ValueSet {
  /** Equal ids mean equal sets; different ids say nothing. */
  readonly id: number;
  and(other: ValueSet): ValueSet;
  not(): ValueSet;
  isEmpty(): boolean;
  /** Whether `value`, written as a request writes it, is in the set. */
  has(value: string): boolean;
  /** A short member as a request would write it, or `undefined` for the empty set. */
  witness(): string | undefined;
}

/** The kinds of value a key has; each has its own set representation. */
export type Family = 'string' | 'number' | 'date' | 'ip';

let lastId = 0;

/** A fresh set identity. */
export function nextSetId(): number {
  lastId += 1;
  return lastId;
}

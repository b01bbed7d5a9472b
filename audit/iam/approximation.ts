/**
 * A set, or a truth, known only from both sides: `lower` surely belongs, `upper` may. The two are equal where everything could be
 * read. To prove that something may not happen, allows are taken at their `upper` and denies at their `lower`.
 */
export interface Approximation<T> {
  readonly upper: T;
  readonly lower: T;
}

/** A fully known value. */
export function exactly<T>(value: T): Approximation<T> {
  return { upper: value, lower: value };
}

/** Which side of an approximation is asked for. */
export type Side = keyof Approximation<unknown>;

/** The other side. */
export function opposite(side: Side): Side {
  return side === 'upper' ? 'lower' : 'upper';
}

import { Limit } from './limits';

/** Counts the work of one resolution. Counted and not timed, so that the same input gets the same answer. */
export class Budget {
  private steps = 0;
  private depth = 0;

  /** Takes steps; false when the work is used up, and from then on every value reads as unresolved. */
  public spend(steps: number): boolean {
    this.steps += steps;
    return this.steps <= Limit.steps;
  }

  /** Runs one level deeper, unless that is too deep. */
  public deeper<T>(work: () => T): T | undefined {
    if (this.depth >= Limit.evaluationDepth) return undefined;
    this.depth++;
    try {
      return work();
    } finally {
      this.depth--;
    }
  }
}

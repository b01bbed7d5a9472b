/** Where in a text the last word of a kind ended, so that a number may ask what stands before it. */
export class Context {
  public phone = -1_000;
  public ssn = -1_000;
  public tax = -1_000;
  public version = -1_000;
  /** Where the last number of at most five digits begins. */
  public number = -1_000;
  /** Where the next word begins, if the word before makes a place of it. */
  public place = -1_000;
}

/** Characters between a context word's end and the number that it speaks of. */
export const NEAR = 28;

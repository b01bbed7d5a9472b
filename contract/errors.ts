/** The base of every error a person may see: a stable `code` for programs, a sentence for people. */
export class RampartError extends Error {
  public constructor(
    public readonly code: string,
    message: string,
  ) {
    super(message);
    this.name = new.target.name;
  }
}

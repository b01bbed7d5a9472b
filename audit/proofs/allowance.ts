/** More was asked than there was time for. */
export class OutOfTime extends Error {}

/**
 * A question about access weighs every resource that a policy may govern against every other: a question over so many takes about a
 * second, and cannot be broken off.
 */
const MOST_GOVERNED = 1_000;

/** Processor time that proofs may take. It is not the clock's, so that a busy machine proves what an idle one does. */
export class Allowance {
  private readonly start = process.cpuUsage();

  public constructor(private readonly seconds: number) {}

  /** @throws OutOfTime where one question over so many resources could take all of it */
  public admit(governed: number): void {
    if (this.seconds !== Infinity && governed > MOST_GOVERNED)
      throw new OutOfTime(
        `the templates hold ${governed} resources and roles that policies govern; ${MOST_GOVERNED} fit into the time for proofs`,
      );
  }

  /** @throws OutOfTime when it is used up */
  public spend(): void {
    if (this.seconds === Infinity) return;
    const { user, system } = process.cpuUsage(this.start);
    if (user + system > this.seconds * 1e6)
      throw new OutOfTime(
        `the templates ask for more than the ${this.seconds} s of processor time that proofs may take`,
      );
  }
}

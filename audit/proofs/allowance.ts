/** More was asked than there was time for. */
export class OutOfTime extends Error {}

/** Processor time that proofs may take. It is not the clock's, so that a busy machine proves what an idle one does. */
export class Allowance {
  private readonly start = process.cpuUsage();

  public constructor(private readonly seconds: number) {}

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

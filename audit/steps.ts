/** A step of the audit begins, or has ended after so many milliseconds. Steps overlap. */
export interface StepEvent {
  readonly step: string;
  /** Absent when the step begins. */
  readonly milliseconds?: number;
}

export type OnStep = (event: StepEvent) => void;

/** Tells of steps and how long each took. The times go to the listener only: evidence holds none. */
export class Steps {
  public constructor(private readonly onStep: OnStep = () => undefined) {}

  public async run<T>(step: string, work: () => T | Promise<T>): Promise<T> {
    const start = performance.now();
    this.onStep({ step });
    try {
      return await work();
    } finally {
      this.onStep({ step, milliseconds: Math.round(performance.now() - start) });
    }
  }
}

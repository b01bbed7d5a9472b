import type { Colours } from './colour';
import { table } from './table';
import type { Terminal } from './terminal';

/** One thing that was done, and how long it took. */
export interface StepTime {
  readonly name: string;
  readonly milliseconds: number;
}

/** Runs a command's steps, says on a terminal which are under way, and remembers how long each took. Steps may overlap. */
export class Steps {
  private readonly done: StepTime[] = [];
  private readonly running = new Map<string, number>();
  private readonly live: boolean;
  private first: number | undefined;
  private last = 0;

  public constructor(
    private readonly terminal: Terminal,
    private readonly paint: Colours,
    quiet = false,
  ) {
    this.live = terminal.errIsTty && !quiet;
  }

  /** The steps that ended, in the order in which they did. */
  public get times(): readonly StepTime[] {
    return this.done;
  }

  /** From the first step's begin to the last one's end: less than the sum where steps overlap. */
  public get elapsed(): number {
    return this.first === undefined ? 0 : this.last - this.first;
  }

  /** Runs one step. */
  public run<T>(name: string, work: () => T | Promise<T>): Promise<T> {
    return this.during(async () => {
      this.begin(name);
      const result = await work();
      this.end(name);
      return result;
    });
  }

  /** Runs work that tells of its steps itself, by {@link begin} and {@link end}. */
  public async during<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      this.fail();
      throw error;
    }
  }

  /** A step begins. */
  public begin(name: string): void {
    const now = this.terminal.clock();
    this.first ??= now;
    this.running.set(name, now);
    this.show();
  }

  /** A step has ended, by its own account after so many milliseconds. */
  public end(name: string, milliseconds?: number): void {
    this.last = this.terminal.clock();
    const took = milliseconds ?? this.last - (this.running.get(name) ?? this.last);
    this.running.delete(name);
    this.done.push({ name, milliseconds: took });
    if (this.live) this.terminal.err(`${CLEAR}${this.paint.good('✓')} ${name} ${this.paint.dim(seconds(took))}\n`);
    this.show();
  }

  /** The table of all steps, and what they took in all. */
  public summary(width?: number): string {
    const rows = [...this.done, { name: 'in all', milliseconds: this.elapsed }];
    const cells = rows.map(({ name, milliseconds }) => [name, seconds(milliseconds)]);
    return table(['step', 'time'], cells, { width, right: [1], heading: this.paint.bold });
  }

  private fail(): void {
    if (this.running.size === 0) return;
    if (this.live) this.terminal.err(`${CLEAR}${this.paint.bad('✗')} ${[...this.running.keys()].join(', ')}\n`);
    this.running.clear();
  }

  /** One line that the next one writes over: the steps under way. */
  private show(): void {
    if (!this.live || this.running.size === 0) return;
    this.terminal.err(`${CLEAR}${this.paint.dim('…')} ${[...this.running.keys()].join(', ')}`);
  }
}

/** Back to the start of the line, and away with what stands there. */
const CLEAR = '\r\u001b[2K';

/** `0.42 s`: fine enough to compare, short enough to read. */
export function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(2)} s`;
}

import type { Progress } from '../../stages/data/run/step';
import type { Colours } from '../colour';
import { seconds } from '../steps';
import type { Terminal } from '../terminal';

const CLEAR = '\r\u001b[2K';

/** One line on a terminal that says how far a run is, and one for each step that ended; nothing where nobody looks. */
export class ProgressLine {
  private readonly live: boolean;
  private step = '';
  private of = 0;
  private began = 0;

  public constructor(
    private readonly terminal: Terminal,
    private readonly paint: Colours,
    quiet = false,
  ) {
    this.live = terminal.errIsTty && !quiet;
  }

  public show({ step, done, of }: Progress): void {
    if (!this.live) return;
    if (this.step !== step) {
      if (this.step !== '') this.finish();
      this.began = this.terminal.clock();
    }
    this.step = step;
    this.of = of;
    this.terminal.err(`${CLEAR}${this.paint.dim('…')} ${step} ${done} of ${of}`);
  }

  public end(): void {
    if (this.live && this.step !== '') this.finish();
  }

  private finish(): void {
    const took = seconds(this.terminal.clock() - this.began);
    const parts = this.of > 1 ? `, ${this.of} parts` : '';
    this.terminal.err(`${CLEAR}${this.paint.good('✓')} ${this.step} ${this.paint.dim(`${took}${parts}`)}\n`);
  }
}

import type { Progress } from '../../stages/data/run/pipeline';
import type { Colours } from '../colour';
import type { Terminal } from '../terminal';

const CLEAR = '\r\u001b[2K';

/** One line on a terminal that says how far a run is; nothing where nobody looks. */
export class ProgressLine {
  private readonly live: boolean;
  private step = '';

  public constructor(
    private readonly terminal: Terminal,
    private readonly paint: Colours,
    quiet = false,
  ) {
    this.live = terminal.errIsTty && !quiet;
  }

  public show({ step, done, of }: Progress): void {
    if (!this.live) return;
    if (this.step !== '' && this.step !== step) this.finish();
    this.step = step;
    this.terminal.err(`${CLEAR}${this.paint.dim('…')} ${step} ${done} of ${of}`);
  }

  public end(): void {
    if (this.live && this.step !== '') this.finish();
  }

  private finish(): void {
    this.terminal.err(`${CLEAR}${this.paint.good('✓')} ${this.step}\n`);
  }
}

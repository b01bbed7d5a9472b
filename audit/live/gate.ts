import { failureOf, isPassing, NotReadable } from './failure';
import { LiveError } from './live-error';

export interface GateOptions {
  /** Calls under way at once. @default 8 */
  readonly concurrency?: number;
  /** Further tries of a call that was throttled, on top of the SDK's. @default 5 */
  readonly tries?: number;
  /** Seconds that one call may take. @default 15 */
  readonly callSeconds?: number;
  /** Seconds for everything; what does not fit is *not readable*. @default 600 */
  readonly totalSeconds?: number;
  /** The commands that may be sent, `kms:DescribeKey`. Any other is refused before it leaves. */
  readonly allowed: ReadonlySet<string>;
  /** Told of each command that is sent. */
  readonly onCall?: (command: string) => void;
  /** Milliseconds of the first pause, doubled each time. @default 200 */
  readonly firstPause?: number;
}

/** A service that gave no answer so often in a row is not asked again. */
const SILENT_AFTER = 3;

/**
 * What every call passes: no more than some at once, tried again with growing, jittered pauses where it was throttled, ended when it
 * hangs, and not made at all when time is up, its service is silent or the command was not declared.
 */
export class Gate {
  private running = 0;
  private readonly waiting: (() => void)[] = [];
  private readonly silent = new Map<string, { count: number; failure: NotReadable }>();
  private readonly start = performance.now();
  private readonly options: Required<Omit<GateOptions, 'onCall'>> & Pick<GateOptions, 'onCall'>;
  private state = 0x9e3779b9;

  public constructor(options: GateOptions) {
    this.options = { concurrency: 8, tries: 5, callSeconds: 15, totalSeconds: 600, firstPause: 200, ...options };
  }

  public get callMilliseconds(): number {
    return this.options.callSeconds * 1000;
  }

  /**
   * @param where service and region: what goes silent together
   * @param command `kms:DescribeKey`
   * @throws LiveError `UNDECLARED_CALL`; NotReadable; what the call itself throws
   */
  public async pass<T>(where: string, command: string, call: () => Promise<T>): Promise<T> {
    if (!this.options.allowed.has(command)) {
      throw new LiveError('UNDECLARED_CALL', `${command} was not declared by any reader, so that it is not sent`);
    }
    for (let tried = 0; ; tried++) {
      try {
        const result = await this.once(where, command, call);
        this.silent.delete(where);
        return result;
      } catch (error) {
        this.listen(where, error);
        if (tried >= this.options.tries || !isPassing(error) || error instanceof NotReadable) throw error;
        await this.pause(Math.min(this.options.firstPause * 2 ** tried, 10_000) * (0.5 + this.jitter()));
      }
    }
  }

  private async once<T>(where: string, command: string, call: () => Promise<T>): Promise<T> {
    await this.enter();
    try {
      const quiet = this.silent.get(where);
      if (quiet && quiet.count >= SILENT_AFTER) throw quiet.failure;
      const left = this.left();
      if (left <= 0) throw outOfTime(this.options.totalSeconds);
      this.options.onCall?.(command);
      return await this.within(Math.min(this.callMilliseconds, left), command, call);
    } finally {
      this.leave();
    }
  }

  private async within<T>(milliseconds: number, command: string, call: () => Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const ending = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        const whole = milliseconds < this.callMilliseconds;
        reject(whole ? outOfTime(this.options.totalSeconds) : hangs(command, milliseconds));
      }, milliseconds);
    });
    try {
      return await Promise.race([call(), ending]);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Counts calls in a row that got no answer at all. */
  private listen(where: string, error: unknown): void {
    const failure = failureOf(error);
    if (failure.kind !== 'unreachable' && failure.kind !== 'timed out') {
      if (!(error instanceof NotReadable)) this.silent.delete(where);
      return;
    }
    const count = (this.silent.get(where)?.count ?? 0) + 1;
    const detail = `${where} gave no answer ${SILENT_AFTER} times in a row (${failure.detail}) and was not asked again`;
    this.silent.set(where, { count, failure: new NotReadable({ kind: failure.kind, detail }) });
  }

  private left(): number {
    return this.options.totalSeconds * 1000 - (performance.now() - this.start);
  }

  private pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, Math.max(0, Math.min(milliseconds, this.left()))));
  }

  /** Between 0 and 1: xorshift, so that calls which were throttled together do not come back together. */
  private jitter(): number {
    this.state ^= this.state << 13;
    this.state ^= this.state >>> 17;
    this.state ^= this.state << 5;
    return (this.state >>> 0) / 2 ** 32;
  }

  private async enter(): Promise<void> {
    if (this.running < this.options.concurrency) this.running++;
    else await new Promise<void>((resolve) => this.waiting.push(resolve));
  }

  /** Hands its place to the next in line, or gives it up. */
  private leave(): void {
    const next = this.waiting.shift();
    if (next) next();
    else this.running--;
  }
}

function hangs(command: string, milliseconds: number): NotReadable {
  return new NotReadable({ kind: 'timed out', detail: `${command} gave no answer in ${milliseconds / 1000} s` });
}

function outOfTime(seconds: number): NotReadable {
  return new NotReadable({ kind: 'out of time', detail: `the ${seconds} s for the whole verification are over` });
}

/** What a command needs of the world: two ways to speak, and what is known of the listener. */
export interface Terminal {
  /** Results. */
  readonly out: (text: string) => void;
  /** Progress and problems. */
  readonly err: (text: string) => void;
  readonly outIsTty: boolean;
  readonly errIsTty: boolean;
  /** Columns of the terminal; undefined where there is none, and lines may be as long as they like. */
  readonly columns: number | undefined;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Today in UTC, `YYYY-MM-DD`. */
  readonly today: () => string;
  /** Milliseconds from some fixed moment on. */
  readonly clock: () => number;
}

/** This process. A reader that leaves early (`| head`) ends the output, not the run: its verdict and its evidence still count. */
export function processTerminal(): Terminal {
  return {
    out: writer(process.stdout),
    err: writer(process.stderr),
    outIsTty: process.stdout.isTTY === true,
    errIsTty: process.stderr.isTTY === true,
    columns: process.stdout.isTTY === true ? process.stdout.columns : undefined,
    environment: process.env,
    today: () => new Date().toISOString().slice(0, 10),
    clock: () => performance.now(),
  };
}

function writer(stream: NodeJS.WriteStream): (text: string) => void {
  let open = true;
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    open = false;
  });
  return (text) => {
    if (open) stream.write(text);
  };
}

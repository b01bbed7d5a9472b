import pc from 'picocolors';
import type { Terminal } from './terminal';

/** The few colours the command line uses: each carries a meaning that the words carry too. */
export interface Colours {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
}

/** Colours for a terminal; none for a pipe, under NO_COLOR, TERM=dumb, or when `wanted` is false. */
export function colours(terminal: Terminal, stream: 'out' | 'err', wanted: boolean): Colours {
  const { NO_COLOR: no, TERM: term } = terminal.environment;
  const tty = stream === 'out' ? terminal.outIsTty : terminal.errIsTty;
  const { bold, dim, green, red } = pc.createColors(
    wanted && tty && (no === undefined || no === '') && term !== 'dumb',
  );
  return { bold, dim, good: green, bad: red };
}

import type { Command } from 'commander';
import { colours, type Colours } from './colour';
import type { ExitCode } from './exit-code';
import type { Terminal } from './terminal';

/** What a command is given: where to speak, in which colours, and where to leave its verdict. */
export interface Session {
  readonly terminal: Terminal;
  readonly paint: (stream: 'out' | 'err', command: Command) => Colours;
  readonly finish: (code: ExitCode) => void;
}

/** Colours as `--no-color` of the program has them. */
export function paintFor(terminal: Terminal): Session['paint'] {
  return (stream, command) => colours(terminal, stream, command.optsWithGlobals<{ color?: boolean }>().color !== false);
}

import { CommanderError } from 'commander';
import { ConfigError } from '../lib/config/errors';
import { reportError } from './report-error';
import { ExitCode } from './exit-code';
import { createProgram } from './program';
import { paintFor } from './session';
import type { Terminal } from './terminal';

/** Runs one command line, and returns how it ended. Never throws: what goes wrong is said, in sentences. */
export async function run(words: readonly string[], terminal: Terminal): Promise<ExitCode> {
  let code: ExitCode | undefined;
  const paint = paintFor(terminal);
  const program = createProgram({ terminal, paint, finish: (verdict) => (code = verdict) });
  try {
    await program.parseAsync([...words], { from: 'user' });
    return code ?? ExitCode.FAILED;
  } catch (error) {
    // Commander has said it by itself: help, the version, or what it does not know.
    if (error instanceof CommanderError) return error.exitCode === 0 ? ExitCode.CLEAR : ExitCode.UNUSABLE;
    if (error instanceof ConfigError && wantsJson(words)) {
      terminal.out(`${JSON.stringify({ usable: false, code: error.code, problems: error.problems }, null, 2)}\n`);
    }
    return reportError(error, terminal, paint('err', program));
  }
}

/** Whether a program reads along: it is given the problems too. */
function wantsJson(words: readonly string[]): boolean {
  return words.some(
    (word, index) =>
      /^(--format|-f)=?json$/.test(word) || (/^(--format|-f)$/.test(word) && words[index + 1] === 'json'),
  );
}

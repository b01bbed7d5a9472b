import { Command } from 'commander';
import { addAccess } from './access';
import { addAudit } from './audit';
import { addCan } from './can';
import { addCheck } from './check';
import { EXIT_CODES } from './exit-code';
import { addData } from './data/data';
import { addDiff } from './diff';
import { addDoctor } from './doctor';
import { addEvidence } from './evidence';
import { addExplain } from './explain';
import { addSchema } from './schema';
import type { Session } from './session';
import { addVerify } from './verify';
import { version } from './version';
import { addWhoCan } from './who-can';

/** The command line: what `rampart --help` shows. */
export function createProgram(session: Session): Command {
  const { terminal } = session;
  const program = new Command('rampart')
    .description('A secure LLM platform on AWS as code, and the evidence an auditor reads.')
    .version(version(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .option('--no-color', 'plain text; the environment variable NO_COLOR does the same')
    .helpCommand('help [command]', 'print the help of a command')
    .showHelpAfterError('(rampart --help shows what there is)')
    .configureOutput({
      writeOut: terminal.out,
      writeErr: terminal.err,
      getOutHelpWidth: () => terminal.columns ?? 100,
      getErrHelpWidth: () => terminal.columns ?? 100,
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .exitOverride()
    .addHelpText(
      'after',
      `${EXIT_CODES}\n\nExamples:\n  rampart audit config/minimal.yaml\n  rampart access --class model`,
    );
  addAudit(program, session);
  addAccess(program, session);
  addCheck(program, session);
  addCan(program, session);
  addWhoCan(program, session);
  addData(program, session);
  addDiff(program, session);
  addDoctor(program, session);
  addEvidence(program, session);
  addExplain(program, session);
  addSchema(program, session);
  addVerify(program, session);
  return program;
}

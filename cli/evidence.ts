import type { Command } from 'commander';
import { ExitCode, EXIT_CODES } from './exit-code';
import { formatOption } from './options';
import type { Session } from './session';

const DEFAULT_FOLDER = 'evidence';

/** `rampart evidence`: is a folder of evidence as it was written? */
export function addEvidence(program: Command, session: Session): void {
  program
    .command('evidence')
    .argument('[folder]', 'the folder that rampart audit wrote', DEFAULT_FOLDER)
    .summary('hold a folder of evidence against its manifest')
    .description(
      'Checks the hash of every file that the manifest names, those of a data run among them, and of every template that\n' +
        'the ledger names. Whoever can write a new manifest passes: keep the hash of the manifest elsewhere.',
    )
    .addOption(formatOption(['table', 'json']))
    .addHelpText(
      'after',
      `${EXIT_CODES}\n\nExamples:\n  rampart evidence\n  rampart evidence handed-over --format json`,
    )
    .action(async (folder: string, { format }: { readonly format: string }, command: Command) => {
      const { verifyEvidence } = await import('../audit/evidence/verify');
      const { files, faults } = verifyEvidence(folder);
      const paint = session.paint('out', command);
      const { out } = session.terminal;
      if (format === 'json') out(`${JSON.stringify({ folder, files, faults }, null, 2)}\n`);
      else if (faults.length === 0) out(`${paint.good('intact')}  ${folder}: ${files} files\n`);
      else for (const { file, fault } of faults) out(`${paint.bad(fault)}  ${file}\n`);
      session.finish(faults.length === 0 ? ExitCode.CLEAR : ExitCode.OPEN);
    });
}

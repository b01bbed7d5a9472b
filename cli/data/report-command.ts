import type { Command } from 'commander';
import { ExitCode } from '../exit-code';
import type { Session } from '../session';
import { takesRun, type RunOptions } from './options';

/** `rampart data report`: a run as one page. */
export function addDataReport(data: Command, session: Session): void {
  takesRun(data.command('report'))
    .summary('write a run as one page, with plots')
    .option('-o, --out <file>', "where the page goes (default: report.html in the run's folder)")
    .addHelpText('after', '\nExamples:\n  rampart data report\n  rampart data report --out review.html')
    .action(async (options: RunOptions & { readonly out?: string }) => {
      const { Workspace } = await import('./workspace');
      const { writeReport } = await import('./report/write');
      const workspace = new Workspace(options.workspace);
      const file = await writeReport(workspace, workspace.named(options.run), options.out);
      session.terminal.out(`The report is in ${file}\n`);
      session.finish(ExitCode.CLEAR);
    });
}

import { join } from 'node:path';
import type { Command } from 'commander';
import { ExitCode } from '../exit-code';
import type { Session } from '../session';
import { count, takesRun, type RunOptions } from './options';

interface LabelOptions extends RunOptions {
  readonly schema: string;
  readonly labeller: string;
  readonly items: number;
  readonly port?: number;
}

/** `rampart data label`: a page on this machine on which a person labels. */
export function addDataLabel(data: Command, session: Session): void {
  takesRun(data.command('label'))
    .summary('label documents of a run on a page in your browser')
    .description(
      'Serves a page to this machine alone: keyboard first, each answer saved at once to a journal of the labeller.\n' +
        'Documents come in the order in which a look is worth most: doubtful labels first, then those that were kept.',
    )
    .requiredOption('-s, --schema <file>', 'the label schema, a YAML file')
    .requiredOption('-l, --labeller <name>', 'whose answers these are: a-z, 0-9, _ and -')
    .option('-n, --items <number>', 'documents to ask for', count, 200)
    .option('-p, --port <number>', 'the port (default: a free one)', count)
    .addHelpText('after', '\nExamples:\n  rampart data label --schema labels.yaml --labeller ada')
    .action(async (options: LabelOptions) => {
      session.finish(await label(options, session));
    });
}

async function label(options: LabelOptions, { terminal }: Session): Promise<ExitCode> {
  const { Workspace } = await import('./workspace');
  const { serveLabelPage } = await import('./label-page/serve');
  const { loadLabelSchema } = await import('./label-schema');
  const { itemsToLabel } = await import('./label-items');
  const workspace = new Workspace(options.workspace);
  const run = workspace.named(options.run);
  const schema = loadLabelSchema(options.schema);
  const page = await serveLabelPage({
    schema,
    labeller: options.labeller,
    items: await itemsToLabel(workspace, run, options.items),
    journals: join(options.workspace, 'labels'),
    ...(options.port !== undefined && { port: options.port }),
  });
  terminal.out(
    `Label at ${page.url}\nThe answers are in ${join(options.workspace, 'labels')}. Ctrl-C ends the page; nothing is lost.\n`,
  );
  await new Promise<void>((resolve) => process.once('SIGINT', resolve).once('SIGTERM', resolve));
  await page.close();
  return ExitCode.CLEAR;
}

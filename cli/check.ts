import type { Command } from 'commander';
import { configFile, formatOption, takesConfig } from './options';
import { ExitCode, EXIT_CODES } from './exit-code';
import type { Session } from './session';

interface CheckOptions {
  readonly config?: string;
  readonly format: string;
}

/** `rampart check`: is this configuration usable? */
export function addCheck(program: Command, session: Session): void {
  takesConfig(program.command('check'))
    .summary('judge a configuration, and say everything that is wrong with it')
    .description(
      'Judges a configuration without synthesizing it: every problem with its line, its path, and what is allowed.',
    )
    .addOption(formatOption(['table', 'json']))
    .addHelpText(
      'after',
      `${EXIT_CODES}\n\nExamples:\n  rampart check config/production.yaml\n  rampart check --format json`,
    )
    .action(async (argument: string | undefined, options: CheckOptions, command: Command) => {
      const { loadConfig } = await import('../lib/config/load');
      const file = configFile(argument, options.config);
      const config = loadConfig(file);
      const paint = session.paint('out', command);
      const environments = new Set(Object.values(config.places).map(({ account, region }) => `${account}/${region}`));
      const where = environments.size === 1 ? 'one environment' : `${environments.size} environments`;
      session.terminal.out(
        options.format === 'json'
          ? `${JSON.stringify({ file, usable: true, problems: [] }, null, 2)}\n`
          : `${paint.good('usable')}  ${file}: ${config.name} in ${where}, models from ${Object.keys(config.models).join(' and ')}\n`,
      );
      session.finish(ExitCode.CLEAR);
    });
}

import type { Command } from 'commander';
import { ExitCode } from './exit-code';
import type { Session } from './session';

/** `rampart schema`: what editors complete and explain a configuration with. */
export function addSchema(program: Command, session: Session): void {
  program
    .command('schema')
    .summary('print the JSON Schema of configurations')
    .description('Prints the JSON Schema by which editors complete and explain a configuration.')
    .addHelpText('after', '\nExample:\n  rampart schema > rampart.schema.json')
    .action(async () => {
      const { configJsonSchema } = await import('../lib/config/schema');
      session.terminal.out(`${JSON.stringify(configJsonSchema(), null, 2)}\n`);
      session.finish(ExitCode.CLEAR);
    });
}

import type { Command } from 'commander';
import { ExitCode } from '../exit-code';
import { formatOption } from '../options';
import type { Session } from '../session';
import { table } from '../table';

/** `rampart data rules`: what a plan may set. */
export function addDataRules(data: Command, session: Session): void {
  data
    .command('rules')
    .summary('list the rules, with their default thresholds and sources')
    .addOption(formatOption(['table', 'json']))
    .addHelpText(
      'after',
      '\nA plan sets them by name:\n  rules:\n    gopher-quality/short-doc: { atLeast: 30 }\n    c4/curly-bracket: off',
    )
    .action(async (options: { readonly format: string }) => {
      const { DEFAULT_RULES } = await import('../../stages/data/run/default-rules');
      const { terminal } = session;
      const rows = DEFAULT_RULES.map(({ id, version, step, atLeast, atMost, unit, source }) => {
        const limits = [atLeast !== undefined && `at least ${atLeast}`, atMost !== undefined && `at most ${atMost}`];
        return [`${id}@${version}`, step, limits.filter(Boolean).join(', '), unit, source];
      });
      terminal.out(
        options.format === 'json'
          ? `${JSON.stringify(DEFAULT_RULES, null, 2)}\n`
          : table(['rule', 'step', 'passes', 'unit', 'source'], rows, {
              ...(terminal.columns !== undefined && { width: terminal.columns }),
            }),
      );
      session.finish(ExitCode.CLEAR);
    });
}

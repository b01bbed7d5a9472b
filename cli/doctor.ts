import type { Command } from 'commander';
import type { Examination, Finding } from '../audit/live/doctor';
import { ExitCode, EXIT_CODES } from './exit-code';
import { configFile, takesConfig } from './options';
import type { Session } from './session';
import { table } from './table';

interface DoctorOptions {
  readonly config?: string;
  readonly json?: true;
}

/** `rampart doctor`: what is missing before a deployment? */
export function addDoctor(program: Command, session: Session): void {
  takesConfig(program.command('doctor'))
    .summary('say what is missing in the account before a deployment, and the command that mends it')
    .description(
      'Asks the account of the keys in the environment whether a deployment of the configuration can go through: keys, account, region, ' +
        'bootstrap stack, limits, model access, and services of which an account has one. Reads only. What cannot be read is not evaluated.',
    )
    .option('--json', 'findings for programs')
    .addHelpText(
      'after',
      `${EXIT_CODES}\n  4  nothing is missing, and something could not be read\n\nExamples:\n  rampart doctor config/minimal.yaml\n  AWS_PROFILE=security rampart doctor config/multi-account.yaml --json`,
    )
    .action(async (argument: string | undefined, options: DoctorOptions, command: Command) => {
      const { loadConfig } = await import('../lib/config/load');
      const { examine } = await import('../audit/live/doctor');
      const { expectationsOf } = await import('./doctor-expectations');
      const config = loadConfig(configFile(argument, options.config));
      const found = await examine(expectationsOf(config));
      const { terminal } = session;
      terminal.out(
        options.json === true
          ? `${JSON.stringify({ examinations: found }, null, 2)}\n`
          : report(found, session, command),
      );
      session.finish(verdictOf(found.flatMap(({ findings }) => findings)));
    });
}

/** Missing weighs more than not evaluated. */
function verdictOf(findings: readonly Finding[]): ExitCode {
  if (findings.some(({ verdict }) => verdict === 'missing')) return ExitCode.OPEN;
  return findings.some(({ verdict }) => verdict === 'not evaluated') ? ExitCode.NOT_EVALUATED : ExitCode.CLEAR;
}

function report(examinations: readonly Examination[], session: Session, command: Command): string {
  const paint = session.paint('out', command);
  const parts = examinations.map(({ account, region, findings }) => {
    const rows = findings.map(({ verdict, check, saw }) => [verdict, check, saw]);
    const mends = findings.flatMap(({ check, mend }) => (mend === undefined ? [] : [`  ${check}: ${mend}\n`]));
    const shown = table(['verdict', 'check', 'seen'], rows, { width: session.terminal.columns, heading: paint.bold });
    const mending = mends.length === 0 ? '' : `\n${paint.bold('What mends it')}\n${mends.join('')}`;
    return `${paint.bold(`${account}/${region}`)}\n${shown}${mending}`;
  });
  const all = examinations.flatMap(({ findings }) => findings);
  const count = (wanted: Finding['verdict']) => all.filter(({ verdict }) => verdict === wanted).length;
  const sum = `${count('missing')} missing, ${count('not evaluated')} not evaluated, ${count('ready')} ready`;
  return `${parts.join('\n')}\n${count('missing') === 0 ? paint.good(sum) : paint.bad(sum)}\n`;
}

import { existsSync, writeFileSync } from 'node:fs';
import { InvalidArgumentError, type Command } from 'commander';
import { countsOf, exitCodeOf, type Verification } from '../audit/live';
import { ExitCode } from './exit-code';
import { day, formatOption, positive } from './options';
import type { Session } from './session';
import { Steps } from './steps';
import { verificationText } from './verification-text';
import { version } from './version';

interface VerifyCommandOptions {
  readonly in?: string;
  readonly format: string;
  readonly out?: string;
  readonly date?: string;
  readonly role?: string;
  readonly atOnce: number;
  readonly callSeconds: number;
  readonly totalSeconds: number;
  readonly invariants: boolean;
  readonly policy?: boolean;
  readonly quiet?: boolean;
}

const EXITS = `
Exit codes:
  0  all is in place, as far as it is compared: the output counts what is not
  1  something is drifted, missing or extra, or an invariant is refuted: the output names each
  2  the command could not be carried out as given: the output says why
  3  Rampart itself failed
  4  nothing is known to be out of place, but something could not be read`;

const EXAMPLES = `Examples:
  rampart verify                                        what evidence/templates means, in the account of AWS_PROFILE
  rampart verify --in cdk.out --format sarif --out verify.sarif
  rampart verify --role rampart-verify                  takes that role in other accounts of the templates
  rampart verify --policy > verify-policy.json          what such a role needs`;

/** `rampart verify`: is what was meant there, live? */
export function addVerify(program: Command, session: Session): void {
  program
    .command('verify')
    .summary('hold the live account against the templates that were meant to be there')
    .description(
      'Reads every resource of the templates through its own service, and says of each: in place, drifted, missing or\n' +
        'not readable; and what is there besides. The invariants are proved again over what was found. It only reads.',
    )
    .option(
      '-i, --in <path>',
      'a cdk.out, or the templates of an evidence folder (default: evidence/templates, else cdk.out)',
    )
    .addOption(formatOption(['table', 'json', 'sarif']))
    .option('-o, --out <file>', 'write it there, and the verdict alone to standard output')
    .option('-d, --date <day>', 'the day that the result carries, YYYY-MM-DD (default: today in UTC)', day)
    .option('-r, --role <name>', "a role to take in accounts other than the credentials' own")
    .option('--at-once <number>', 'calls under way at once', whole, 8)
    .option('--call-seconds <number>', 'seconds that one call may take', positive, 15)
    .option('--total-seconds <number>', 'seconds for all calls together', positive, 600)
    .option('--no-invariants', 'leave the proofs out')
    .option('--policy', 'print the policy that a role needs for this, and read nothing')
    .option('-q, --quiet', 'no progress')
    .addHelpText('after', `${EXITS}\n\n${EXAMPLES}`)
    .action(async (options: VerifyCommandOptions, command: Command) => {
      session.finish(
        options.policy === true ? await policy(options, session) : await verify(options, session, command),
      );
    });
}

async function policy({ out }: VerifyCommandOptions, { terminal }: Session): Promise<ExitCode> {
  const { verifyPolicy } = await import('../audit/live');
  const text = `${JSON.stringify(await verifyPolicy(), null, 2)}\n`;
  if (out === undefined) terminal.out(text);
  else writeFileSync(out, text);
  return ExitCode.CLEAR;
}

async function verify(
  options: VerifyCommandOptions,
  { terminal, paint }: Session,
  command: Command,
): Promise<ExitCode> {
  const { liveAccess, verifyLive } = await import('../audit/live');
  const { readTemplates } = await import('../audit/assembly/read-templates');
  const path = options.in ?? (existsSync('evidence/templates') ? 'evidence/templates' : 'cdk.out');
  const steps = new Steps(terminal, paint('err', command), options.quiet);
  const access = await liveAccess({
    environment: terminal.environment,
    concurrency: options.atOnce,
    callSeconds: options.callSeconds,
    totalSeconds: options.totalSeconds,
    ...(options.role === undefined ? {} : { role: options.role }),
  });
  const found = await steps.during(() =>
    verifyLive(readTemplates(path), access, {
      date: options.date ?? terminal.today(),
      invariants: options.invariants,
      onProgress: progress(steps),
    }),
  );
  const colour = paint('out', command);
  const text = await written(options.format, found, () => verificationText(found, terminal.columns, colour));
  if (options.out === undefined) terminal.out(text);
  else {
    writeFileSync(options.out, text);
    terminal.out(`${verdictLine(found)} It is in ${options.out}\n`);
  }
  return { 0: ExitCode.CLEAR, 1: ExitCode.OPEN, 4: ExitCode.NOT_EVALUATED }[exitCodeOf(found)];
}

async function written(format: string, found: Verification, table: () => string): Promise<string> {
  if (format === 'table') return table();
  if (format === 'json')
    return `${JSON.stringify({ exit: exitCodeOf(found), counts: countsOf(found), ...found }, null, 2)}\n`;
  const { sarif } = await import('../audit/live/sarif');
  return `${JSON.stringify(sarif(found, version()), null, 2)}\n`;
}

function verdictLine(found: Verification): string {
  const { drifted, missing, extra, 'not readable': unread } = countsOf(found);
  return `${drifted} drifted, ${missing} missing, ${extra} extra, ${unread} not readable.`;
}

/** A step a stage of the work, which ends with its last piece. */
function progress(steps: Steps): (step: string, done: number, of: number) => void {
  const begun = new Set<string>();
  return (step, done, of) => {
    if (!begun.has(step)) steps.begin(step);
    begun.add(step);
    if (done === of) steps.end(step);
  };
}

function whole(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1 || number > 64) {
    throw new InvalidArgumentError('It must be a whole number from 1 to 64.');
  }
  return number;
}

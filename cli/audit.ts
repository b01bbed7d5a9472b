import { createHash } from 'node:crypto';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { exitCode, type AuditResult } from '../audit/result';
import type { OnStep } from '../audit/steps';
import { ExitCode, EXIT_CODES } from './exit-code';
import { configFile, day, formatOption, outFolder, takesConfig, positive } from './options';
import type { Session } from './session';
import { Steps } from './steps';
import { openText, packTable, verdictJson, verdictLine, waiverText } from './verdict';

interface AuditCommandOptions {
  readonly config?: string;
  readonly out: string;
  readonly format: string;
  readonly date?: string;
  readonly quiet?: boolean;
  readonly proofSeconds?: number;
}

/** `rampart audit`: from a configuration to checked templates and evidence. */
export function addAudit(program: Command, session: Session): void {
  takesConfig(program.command('audit'))
    .summary('check a platform, or any templates, and write the evidence')
    .description(
      'Judges a configuration, synthesizes the platform it describes, checks every resource, proves what the templates\n' +
        'allow together, and writes ledger.json, ledger.csv and index.html, with the templates beside them.\n' +
        'Given a CloudFormation template, a cdk.out folder or a glob, it judges these instead. It needs no AWS account.',
    )
    .option('-o, --out <folder>', 'where the evidence goes', 'evidence')
    .addOption(formatOption(['table', 'json']))
    .option('-d, --date <day>', 'the day by which waivers are judged, YYYY-MM-DD (default: today in UTC)', day)
    .option('-p, --proof-seconds <number>', 'processor time for the proofs over templates (default: 8)', positive)
    .option('-q, --quiet', 'no progress, and of the verdict only what is open')
    .addHelpText('after', `${EXIT_CODES}\n\n${EXAMPLES}`)
    .action(async (argument: string | undefined, options: AuditCommandOptions, command: Command) => {
      const file = configFile(argument, options.config);
      session.finish(await audit(file, options, session, command));
    });
}

const EXAMPLES = `Examples:
  rampart audit config/minimal.yaml
  rampart audit --config config/production.yaml --out build/evidence
  rampart audit cdk.out
  rampart audit 'templates/**/*.yaml' --out build/evidence
  rampart audit --format json --quiet | jq .findings
  rampart audit --date 2027-01-01      which waivers will have expired by then?`;

async function audit(
  file: string,
  options: AuditCommandOptions,
  { terminal, paint }: Session,
  command: Command,
): Promise<ExitCode> {
  const out = outFolder(options.out);
  const steps = new Steps(terminal, paint('err', command), options.quiet);
  const date = options.date ?? terminal.today();
  const { holdsTemplates } = await import('./templates');
  const judge = (await holdsTemplates(file)) ? theirTemplates : ourPlatform;
  const result = await judge(file, { out, date, steps, proofSeconds: options.proofSeconds });
  const { writeEvidence } = await import('../audit/evidence/write');
  const files = await steps.run('evidence', () => writeEvidence(result, out));

  const page = join(out, 'index.html');
  if (options.format === 'json') {
    const times = { milliseconds: Math.round(steps.elapsed), steps: steps.times };
    terminal.out(`${JSON.stringify({ ...verdictJson(result), config: file, out, files, times }, null, 2)}\n`);
  } else {
    const colour = paint('out', command);
    const view = [result, terminal.columns, colour] as const;
    const told = options.quiet === true ? [] : [packTable(...view), waiverText(...view)];
    const timing = options.quiet === true ? [] : [steps.summary(terminal.columns)];
    const last = options.quiet === true ? [] : [`${verdictLine(result, colour)} The evidence is in ${page}\n`];
    terminal.out([...told, openText(...view), ...timing, ...last].filter((part) => part !== '').join('\n'));
  }
  return exitCode(result) === 0 ? ExitCode.CLEAR : ExitCode.OPEN;
}

interface Task {
  readonly out: string;
  readonly date: string;
  readonly steps: Steps;
  readonly proofSeconds: number | undefined;
}

/** A configuration of ours: synthesized first. */
async function ourPlatform(file: string, { out, date, steps }: Task): Promise<AuditResult> {
  const { config, configHash } = await steps.run('config', () => configOf(file));
  const { app, assembly } = await steps.run('synthesis', async () => {
    const { synthesize } = await import('../lib/synthesize');
    return synthesize(config, emptied(join(out, 'templates')));
  });
  const { auditApp } = await import('../audit/audit');
  return steps.during(() => auditApp({ app, assembly, date, configHash, onStep: told(steps) }));
}

/** Anybody's templates, as they are. */
async function theirTemplates(path: string, { date, steps, proofSeconds }: Task): Promise<AuditResult> {
  const { auditTemplates } = await import('../audit/audit-templates');
  return steps.during(() =>
    auditTemplates({ path, date, onStep: told(steps), ...(proofSeconds === undefined ? {} : { proofSeconds }) }),
  );
}

function told(steps: Steps): OnStep {
  return ({ step, milliseconds }) => {
    if (milliseconds === undefined) steps.begin(step);
    else steps.end(step, milliseconds);
  };
}

/** The configuration, and the hash of the file it came from: the evidence names what it is evidence of. */
async function configOf(file: string) {
  const { readConfigText } = await import('../lib/config/read');
  const { parseConfig } = await import('../lib/config/load');
  const text = readConfigText(file);
  return { config: parseConfig(text, file), configHash: createHash('sha256').update(text).digest('hex') };
}

/** A folder for the templates without those of an earlier run; only what the CDK wrote is taken away. */
function emptied(folder: string): string {
  if (existsSync(join(folder, 'cdk.out'))) rmSync(folder, { recursive: true });
  return folder;
}

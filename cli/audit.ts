import { createHash } from 'node:crypto';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { exitCode } from '../audit/result';
import { ExitCode, EXIT_CODES } from './exit-code';
import { configFile, day, formatOption, outFolder, takesConfig } from './options';
import type { Session } from './session';
import { Steps } from './steps';
import { openText, packTable, verdictJson, verdictLine, waiverText } from './verdict';

interface AuditCommandOptions {
  readonly config?: string;
  readonly out: string;
  readonly format: string;
  readonly date?: string;
  readonly quiet?: boolean;
}

/** `rampart audit`: from a configuration to checked templates and evidence. */
export function addAudit(program: Command, session: Session): void {
  takesConfig(program.command('audit'))
    .summary('synthesize the platform, check it, and write the evidence')
    .description(
      'Judges a configuration, synthesizes the platform it describes, checks every resource, and writes\n' +
        'ledger.json, ledger.csv and index.html, with the templates beside them. It needs no AWS account.',
    )
    .option('-o, --out <folder>', 'where the evidence goes', 'evidence')
    .addOption(formatOption(['table', 'json']))
    .option('-d, --date <day>', 'the day by which waivers are judged, YYYY-MM-DD (default: today in UTC)', day)
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
  const { config, configHash } = await steps.run('config', () => configOf(file));
  const { app, assembly } = await steps.run('synthesis', async () => {
    const { synthesize } = await import('../lib/synthesize');
    return synthesize(config, emptied(join(out, 'templates')));
  });
  const { auditApp } = await import('../audit/audit');
  const date = options.date ?? terminal.today();
  const onStep = ({ step, milliseconds }: { readonly step: string; readonly milliseconds?: number }): void => {
    if (milliseconds === undefined) steps.begin(step);
    else steps.end(step, milliseconds);
  };
  const result = await steps.during(() => auditApp({ app, assembly, date, configHash, onStep }));
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

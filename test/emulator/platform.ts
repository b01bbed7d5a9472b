import { mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { assemblyOf } from './assembly';
import { bootstrap, deploy, type CdkRun } from './cdk';
import { Emulator, type EmulatedResource } from './emulator';

/** A config's stacks in an emulator of their own. */
export interface Platform {
  readonly config: string;
  readonly emulator: Emulator;
  readonly assembly: string;
  readonly accounts: readonly string[];
  /** What the command line said of the deployment. */
  readonly deployed: CdkRun;
}

/** Starts an emulator, prepares each account of a config, and deploys all stacks. */
export async function deployedPlatform(config: string): Promise<Platform> {
  const assembly = assemblyOf(config);
  const accounts = accountsOf(assembly);
  const [first = ''] = accounts;
  const emulator = await Emulator.start(first, 'eu-central-1');
  // One after another would wait four times for a command line to start.
  await Promise.all(accounts.map((account) => bootstrap(emulator, account)));
  return { config, emulator, assembly, accounts, deployed: await deploy(emulator, assembly) };
}

/** The accounts that an assembly's stacks go to. */
export function accountsOf(assembly: string): readonly string[] {
  const manifest = readFileSync(join(assembly, 'manifest.json'), 'utf8');
  return [...new Set([...manifest.matchAll(/"aws:\/\/(\d{12})\//g)].map(([, account = '']) => account))].sort();
}

export function stacksOf(assembly: string): readonly string[] {
  return readdirSync(assembly).flatMap((file) => /^(.*)\.template\.json$/.exec(file)?.[1] ?? []);
}

/** The status of each stack of an account, by name. */
export async function statuses(emulator: Emulator, account: string): Promise<ReadonlyMap<string, string>> {
  const client = new CloudFormationClient({
    ...(await emulator.accessTo(account)),
    endpoint: emulator.cloudFormation,
  });
  const { Stacks = [] } = await client.send(new DescribeStacksCommand({}));
  return new Map(Stacks.map(({ StackName = '', StackStatus = '' }) => [StackName, StackStatus]));
}

/** A copy of a config with its text changed. @throws Error where the change found nothing to change */
export function changedConfig(config: string, ...changes: readonly (readonly [from: string, to: string])[]): string {
  const text = changes.reduce(
    (before, [from, to]) => {
      if (!before.includes(from)) throw new Error(`${config} has no ${from}`);
      return before.replaceAll(from, to);
    },
    readFileSync(config, 'utf8'),
  );
  const file = join(mkdtempSync(join(tmpdir(), 'rampart-config-')), 'config.yaml');
  writeFileSync(file, text);
  return file;
}

/** What the blueprint's stacks hold, under names that two deployments share: ids that services made up become the resource's own. */
export function endState(resources: readonly EmulatedResource[]): readonly string[] {
  const ours = resources.filter(({ stack }) => stack !== 'CDKToolkit');
  const names = ours.flatMap(({ physicalId, attributes, stack, logicalId }) => {
    const texts = Object.entries(attributes).filter((one): one is [string, string] => typeof one[1] === 'string');
    const given = texts.map(([name, value]) => [value, `<${stack}/${logicalId}.${name}>`] as const);
    return [[physicalId, `<${stack}/${logicalId}>`] as const, ...given];
  });
  // The longest first: an id may begin with another's.
  const ordered = names.filter(([id]) => id.length > 7).sort(([a], [b]) => b.length - a.length);
  return ours
    .map(({ stack, logicalId, type, properties, physicalId }) => {
      const text = JSON.stringify([stack, logicalId, type, physicalId, properties]);
      return ordered.reduce((shown, [id, name]) => shown.replaceAll(id, name), text);
    })
    .sort();
}

import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CloudFormationClient, UpdateTerminationProtectionCommand } from '@aws-sdk/client-cloudformation';
import { Emulator } from '../emulator/emulator';
import { statuses } from '../emulator/platform';
import { COMMANDS, documented } from './documented';

const ACCOUNT = '111122223333';
const ROOT = process.cwd();
let emulator: Emulator;
let folder: string;

/** What a team has after `git clone` and `npm ci`; but the sources are run, not what `npm run build` makes of them. */
function checkout(): string {
  const made = mkdtempSync(join(tmpdir(), 'rampart-walkthrough-'));
  for (const shared of ['config', 'node_modules']) symlinkSync(join(ROOT, shared), join(made, shared));
  const tsx = `process.execPath, ['--import', 'tsx', '${join(ROOT, 'bin', 'rampart.ts')}', ...process.argv.slice(2)]`;
  const command = `const { status } = require('node:child_process').spawnSync(${tsx}, { stdio: 'inherit' });`;
  writeFileSync(join(made, 'rampart.cjs'), `#!/usr/bin/env node\n${command}\nprocess.exit(status ?? 1);\n`);
  chmodSync(join(made, 'rampart.cjs'), 0o755);
  writeFileSync(join(made, 'package.json'), JSON.stringify({ name: 'walk', bin: { rampart: 'rampart.cjs' } }));
  const app = `node --import tsx ${join(ROOT, 'bin', 'app.ts')}`;
  writeFileSync(
    join(made, 'cdk.json'),
    JSON.stringify({ app, output: 'cdk.out', notices: false, versionReporting: false }),
  );
  return made;
}

beforeAll(async () => {
  emulator = await Emulator.start(ACCOUNT, 'eu-central-1');
  folder = checkout();
});

afterAll(async () => {
  await emulator?.stop();
});

function shell(command: string, environment: Record<string, string>): Promise<{ code: number | null; output: string }> {
  const child = spawn('bash', ['-c', command], {
    cwd: folder,
    // CDK's own validation of templates runs in the audit; here each command would wait for it.
    env: { ...emulator.environment, ...environment, CI: 'true', CDK_VALIDATION: 'false' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (output += part.toString()));
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, output })));
}

/** What the document does with `aws`, which is not installed here: the same call by the SDK. */
async function unprotect(): Promise<void> {
  const client = new CloudFormationClient({ ...emulator.access, endpoint: emulator.cloudFormation });
  for (const StackName of (await statuses(emulator, ACCOUNT)).keys())
    await client.send(new UpdateTerminationProtectionCommand({ StackName, EnableTerminationProtection: false }));
}

test('the commands for platform teams lead from nothing to a platform, and to its removal, in their order', async () => {
  const environment: Record<string, string> = {};
  const deployed: string[] = [];
  const walked = new Set<string>();
  for (const command of documented('docs/for-platform-teams.md')) {
    const by = COMMANDS[command];
    if (command.startsWith('aws cloudformation update-termination-protection')) await unprotect();
    if (by === undefined || !('walked' in by)) continue;
    // What only looks is run once; a deployment each time that it is told.
    if (walked.has(command) && !command.includes(' deploy ')) continue;
    walked.add(command);
    const [, name, value] = /^export (\w+)=(.*)$/.exec(command) ?? [];
    if (name !== undefined && value !== undefined) environment[name] = value;
    const { code, output } = await shell(command, environment);
    process.stdout.write(`${command}: ${code}\n`);
    expect({ command, code, output: by.walked.includes(code ?? -1) ? '' : output.slice(-2000) }).toEqual({
      command,
      code,
      output: '',
    });
    if (command.includes(' deploy ')) {
      const after = [...(await statuses(emulator, ACCOUNT))].filter(([stack]) => stack !== 'CDKToolkit');
      expect(after).toHaveLength(6);
      expect(after.filter(([, status]) => !/^(CREATE|UPDATE)_COMPLETE$/.test(status))).toEqual([]);
      deployed.push(command);
    }
  }
  expect(deployed.length).toBeGreaterThan(1);
  const left = new Set((await emulator.resources()).map(({ stack }) => stack));
  expect([...left]).toEqual(['CDKToolkit']);
});

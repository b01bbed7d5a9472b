import { spawn } from 'node:child_process';
import { CreateDetectorCommand, GuardDutyClient } from '@aws-sdk/client-guardduty';
import type { Examination } from '../../audit/live/doctor';
import { bootstrap } from '../emulator/cdk';
import { Emulator } from '../emulator/emulator';

const ACCOUNT = '111122223333';
let emulator: Emulator;

beforeAll(async () => {
  emulator = await Emulator.start(ACCOUNT, 'eu-central-1');
});

afterAll(async () => {
  await emulator?.stop();
});

/** The command as a person runs it, with the environment of the emulator. */
async function doctor(
  config: string,
): Promise<{ readonly code: number | null; readonly missing: readonly string[]; readonly ready: readonly string[] }> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'bin/rampart.ts', 'doctor', config, '--json'], {
    env: emulator.environment,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let out = '';
  child.stdout.on('data', (part: Buffer) => (out += part.toString()));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  const { examinations } = JSON.parse(out) as { examinations: Examination[] };
  const named = (wanted: string) =>
    examinations.flatMap(({ findings }) =>
      findings.flatMap(({ check, verdict }) => (verdict === wanted ? [check] : [])),
    );
  return { code, missing: named('missing'), ready: named('ready') };
}

test('rampart doctor names a bootstrap stack that is not there, and then that nothing is missing', async () => {
  const before = await doctor('config/minimal.yaml');
  expect(before.missing).toEqual(['bootstrap']);
  expect(before.code).toBe(1);
  await bootstrap(emulator, ACCOUNT);
  const after = await doctor('config/minimal.yaml');
  expect(after.missing).toEqual([]);
  expect(after.ready).toEqual(expect.arrayContaining(['credentials', 'account', 'region', 'bootstrap', 'guardduty']));
});

test('a detector of others is in the way of a config that would make one, and not of one that relies on it', async () => {
  await new GuardDutyClient(emulator.access).send(new CreateDetectorCommand({ Enable: true }));
  expect((await doctor('config/minimal.yaml')).missing).toEqual(['guardduty']);
  expect((await doctor('config/production.yaml')).missing).not.toContain('guardduty');
});

import { createHash } from 'node:crypto';
import { CloudFormationClient, GetTemplateCommand } from '@aws-sdk/client-cloudformation';
import { assemblyOf } from '../emulator/assembly';
import { bootstrap, deploy, interruptedDeploy } from '../emulator/cdk';
import { Emulator } from '../emulator/emulator';
import { endState, stacksOf, statuses } from '../emulator/platform';
import { readBack } from '../emulator/readback/table';

const ACCOUNT = '111122223333';
const SEED = 20261126;
const KILLS = 10;

/** Numbers from 0 to 1 by a linear congruential generator: the same moments in each run. */
function* seeded(seed: number): Generator<number, never> {
  for (let state = seed; ;) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    yield state / 2 ** 32;
  }
}

/** Ten moments: early ones, before anything is deployed, and later ones, as the command line waits for stacks. */
function moments(): { readonly when: 'sent' | 'answered'; readonly call: number }[] {
  const random = seeded(SEED);
  return Array.from({ length: KILLS }, (_, index) => ({
    call: 1 + Math.floor(random.next().value * (10 + 12 * index)),
    when: random.next().value < 0.5 ? 'sent' : 'answered',
  }));
}

/** Kills a deployment at a call. One that ended before that call is run again, and killed at half of it. */
async function killed(when: string, call: number): Promise<string> {
  const { signal, code } = await interruptedDeploy(interrupted, assembly, `${when}:${call}`);
  if (signal === 'SIGKILL') return `${when}:${call}`;
  expect({ call, code }).toEqual({ call, code: 0 });
  return killed(when, Math.ceil(call / 2));
}

let interrupted: Emulator;
let undisturbed: Emulator;
let assembly: string;

async function prepared(): Promise<Emulator> {
  const emulator = await Emulator.start(ACCOUNT, 'eu-central-1');
  await bootstrap(emulator, ACCOUNT);
  return emulator;
}

beforeAll(async () => {
  assembly = assemblyOf('config/minimal.yaml');
  [interrupted, undisturbed] = await Promise.all([prepared(), prepared()]);
});

afterAll(async () => {
  await Promise.all([interrupted?.stop(), undisturbed?.stop()]);
});

/** The digest of each stack's template, as CloudFormation has it. */
async function templates({ access, cloudFormation }: Emulator): Promise<readonly string[]> {
  const client = new CloudFormationClient({ ...access, endpoint: cloudFormation });
  const digests = stacksOf(assembly).map(async (StackName) => {
    const { TemplateBody = '' } = await client.send(new GetTemplateCommand({ StackName }));
    return `${StackName} ${createHash('sha256').update(TemplateBody).digest('hex')}`;
  });
  return Promise.all(digests);
}

test('a deployment killed at ten moments, and run again after each, ends as one that nothing disturbed', async () => {
  const seen: string[] = [];
  for (const { when, call } of moments()) {
    const moment = await killed(when, call);
    const found = [...(await statuses(interrupted, ACCOUNT))].filter(([name]) => name !== 'CDKToolkit');
    const under = found.filter(([, status]) => status.endsWith('_IN_PROGRESS')).length;
    seen.push(`killed at ${moment}: ${found.length} stacks, ${under} under way`);
  }
  process.stdout.write(`${seen.join('\n')}\n`);
  expect(seen.some((line) => line.includes(': 0 stacks'))).toBe(true);
  expect(seen.some((line) => !line.includes(': 0 stacks'))).toBe(true);

  const runs = await Promise.all([deploy(interrupted, assembly), deploy(undisturbed, assembly)]);
  expect(runs.map(({ code }) => code)).toEqual([0, 0]);

  const after = await statuses(interrupted, ACCOUNT);
  expect(after).toEqual(await statuses(undisturbed, ACCOUNT));
  expect([...new Set(after.values())]).toEqual(['CREATE_COMPLETE']);
  expect(await templates(interrupted)).toEqual(await templates(undisturbed));
  const end = endState(await interrupted.resources());
  expect(end.length).toBeGreaterThan(200);
  expect(end).toEqual(endState(await undisturbed.resources()));
  const wrong = (await readBack(interrupted)).filter(({ differences }) => differences.length > 0);
  expect(wrong.map(({ resource, differences }) => [resource.logicalId, differences])).toEqual([]);
});

import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CloudFormationClient, CreateStackCommand, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { readTemplates } from '../audit/assembly/read-templates';
import { liveAccess, verifyLive, type ResourceVerdict } from '../audit/live';
import { eachOf } from '../audit/live/pool';
import { Emulator } from '../test/emulator/emulator';
import { cell, CELL_SIZE } from './verify/cell';
import { plantAll } from './verify/plant-all';

const RESOURCES = 2000;
const CELLS = RESOURCES / CELL_SIZE;
const DATE = '2026-11-26';

/** Two thousand resources in the emulator, some of them changed behind CloudFormation's back: how long, and what is found. */
export async function run(): Promise<object> {
  const emulator = await Emulator.start('111122223333', 'eu-central-1');
  try {
    const folder = mkdtempSync(join(tmpdir(), 'rampart-verify-bench-'));
    const names = Array.from({ length: CELLS }, (_, index) => `cell-${String(index).padStart(3, '0')}`);
    console.log(`deploying ${CELLS} stacks of ${CELL_SIZE} resources each …`);
    await eachOf(names, 4, (name) => deployed(emulator, folder, name));
    await measured(emulator, folder, 'undisturbed');
    const planted = await plantAll(emulator, names);
    const { verdicts, seconds, heapMegabytes } = await measured(emulator, folder, 'with drifts planted');
    const found = new Set(verdicts.filter(({ verdict }) => verdict !== 'in place').map(key));
    const unread = verdicts.filter(({ verdict }) => verdict === 'not readable').length;
    return {
      resources: verdicts.filter(({ verdict }) => verdict !== 'extra').length,
      seconds,
      driftsPlanted: planted.size,
      driftsFound: [...planted].filter((one) => found.has(one)).length,
      falseDrifts: [...found].filter((one) => !planted.has(one)).length,
      notReadable: unread,
      heapMegabytes,
    };
  } finally {
    await emulator.stop();
  }
}

function key({ stack, logicalId, verdict }: ResourceVerdict): string {
  return `${stack}/${logicalId} ${verdict}`;
}

/** One verification: the reading and comparing, without the proofs, which have a bench of their own. */
async function measured(emulator: Emulator, folder: string, what: string) {
  const access = await liveAccess({ environment: emulator.environment });
  const start = performance.now();
  let most = 0;
  let half = 0;
  const { resources: verdicts } = await verifyLive(readTemplates(folder), access, {
    date: DATE,
    history: 0,
    invariants: false,
    onProgress: (_, done, of) => {
      const heap = process.memoryUsage().heapUsed / 1e6;
      most = Math.max(most, heap);
      if (done * 2 <= of) half = most;
    },
  });
  const seconds = Math.round((performance.now() - start) / 10) / 100;
  const heapMegabytes = { firstHalf: Math.round(half), whole: Math.round(most) };
  console.log(`${what}: ${verdicts.length} verdicts in ${seconds} s, heap ${heapMegabytes.whole} MB at most`);
  return { verdicts, seconds, heapMegabytes };
}

async function deployed(emulator: Emulator, folder: string, name: string): Promise<void> {
  const client = new CloudFormationClient({ ...emulator.access, endpoint: emulator.cloudFormation });
  const text = JSON.stringify(cell(name));
  writeFileSync(join(folder, `${name}.json`), text);
  await client.send(new CreateStackCommand({ StackName: name, TemplateBody: text }));
  for (;;) {
    const { Stacks } = await client.send(new DescribeStacksCommand({ StackName: name }));
    const { StackStatus: status = '', StackStatusReason: reason = '' } = Stacks?.[0] ?? {};
    if (status === 'CREATE_COMPLETE') return;
    if (!status.endsWith('IN_PROGRESS')) throw new Error(`${name}: ${status} ${reason}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readTemplates } from '../../../audit/assembly/read-templates';
import { includeTemplate } from '../../../audit/ledger/included';
import { cloudFormation } from '../../../audit/packs/cloudformation';
import { controlTower } from '../../../audit/packs/guard';
import { beyondQuota } from '../../../audit/packs/quota';

const queues = (count: number): object => ({
  Resources: Object.fromEntries(Array.from({ length: count }, (_, at) => [`Q${at}`, { Type: 'AWS::SQS::Queue' }])),
});

test('packs judge as many resources, and as long a text, as CloudFormation takes', () => {
  expect(beyondQuota(queues(500), 1024 * 1024)).toBeUndefined();
  expect(beyondQuota(queues(501), 10)).toMatch(/500 resources.*has 501/);
  expect(beyondQuota(queues(1), 1024 * 1024 + 1)).toMatch(/1048576 bytes/);
});

test('a template beyond it passes nowhere: each judge says that it was not evaluated, and why', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'rampart-quota-'));
  try {
    const file = join(folder, 'theirs.json');
    writeFileSync(file, JSON.stringify(queues(501)));
    const [source] = readTemplates(file).templates;
    const { app, refused, template } = includeTemplate(source!, folder, 0);
    expect([app, refused]).toEqual([undefined, expect.stringContaining('has 501')]);
    const rows = [...(await controlTower([template])), ...(await cloudFormation([template])).rows];
    expect(rows.map(({ pack, outcome }) => [pack, outcome])).toEqual([
      ['ControlTower', 'not evaluated'],
      ['CloudFormation', 'not evaluated'],
    ]);
    for (const { detail } of rows) expect(detail).toContain('has 501');
  } finally {
    rmSync(folder, { recursive: true });
  }
});

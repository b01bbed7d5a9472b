import { createHash } from 'node:crypto';
import { CfnResource, type App } from 'aws-cdk-lib';
import { page } from '../../../audit/evidence/page/page';
import type { AuditResult } from '../../../audit/result';
import { ACCESS_MATRIX_METADATA } from '../../../contract/access';
import { WAIVER_METADATA } from '../../../contract/waiver';
import { addBad, addGood, auditOf, discardApp, sampleApp, sampleStack } from '../sample-app';

const HOSTILE = '</script><img src=x onerror=alert(1)>"\'`&\u202egnp';
const HASH = 'f'.repeat(64);

let app: App;
beforeEach(() => {
  app = sampleApp();
});
afterEach(() => discardApp(app));

async function pageOf(): Promise<string> {
  return page(await auditOf(app), HASH);
}

/** What a browser shows: without tags, blanks folded. */
function wordsOf(text: string): string {
  return text
    .replace(/<(style|script)[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');
}

test('with nothing open the verdict says what was shown, and never that a rule book is met', async () => {
  addGood(sampleStack(app));
  const text = await pageOf();
  expect(wordsOf(text)).toMatch(/No open finding in \d+ checks/);
  expect(wordsOf(text)).toMatch(/0 accepted; 1 not evaluated\. Templates prove design, not operation/);
  expect(wordsOf(text)).not.toMatch(/\bcomplian(t|ce)\b/i);
  expect(text).not.toContain('id="open"');
});

test('with findings open the verdict counts them and they come first', async () => {
  addBad(sampleStack(app));
  const text = await pageOf();
  expect(wordsOf(text)).toMatch(/40 open findings in \d+ checks/);
  expect(text.indexOf('id="open"')).toBeGreaterThan(0);
  expect(text.indexOf('id="open"')).toBeLessThan(text.indexOf('id="deployed"'));
});

test('an app without resources is not said to be in order', async () => {
  sampleStack(app);
  expect(wordsOf(page({ ...(await auditOf(app)), rows: [] }, HASH))).toContain('Nothing was checked');
});

test('hostile names in templates, waivers and matrix stay text', async () => {
  const stack = sampleStack(app);
  new CfnResource(stack, 'Odd', { type: HOSTILE, properties: { [HOSTILE]: HOSTILE } });
  const bucket = addBad(stack, HOSTILE.replaceAll('/', '|'));
  bucket.node.addMetadata(WAIVER_METADATA, { id: HOSTILE, reason: HOSTILE, owner: HOSTILE, expiry: '2027-11-30' });
  bucket.node.addMetadata(WAIVER_METADATA, {
    id: 'AwsSolutions-S1',
    reason: HOSTILE,
    owner: HOSTILE,
    expiry: '2027-11-30',
  });
  const row = {
    role: HOSTILE,
    principal: HOSTILE,
    action: HOSTILE,
    dataClass: HOSTILE,
    prefix: HOSTILE,
    door: HOSTILE,
  };
  stack.templateOptions.metadata = { [ACCESS_MATRIX_METADATA]: [row, HOSTILE] };
  const result = await auditOf(app);
  expect(result.rows.some((entry) => entry.waiver?.owner === HOSTILE)).toBe(true);
  const text = page({ ...result, configHash: HOSTILE, tools: { [HOSTILE]: HOSTILE } }, HASH);
  expect(text).not.toContain('<img');
  expect(text).not.toContain('\u202e');
  expect(text.match(/<script>/g)).toHaveLength(1);
  expect(text.match(/<\/script>/g)).toHaveLength(1);
  expect(text).toContain('&lt;img src=x onerror=alert(1)&gt;');
  // No attribute is left by a quote: once the attributes' values are cut out, no handler remains in any tag.
  const tags = text.replace(/<(style|script)[\s\S]*?<\/\1>/g, '').match(/<[^>]*>/g) ?? [];
  expect(tags.filter((tag) => /\son\w+=/i.test(tag.replace(/"[^"]*"/g, '""')))).toEqual([]);
});

test('the page asks nothing of the network, and its policy allows its own style and script only', async () => {
  addBad(sampleStack(app));
  const text = await pageOf();
  expect(text).not.toMatch(/(src|href|action)="(?!#)/);
  expect(text).not.toMatch(/@import|url\(/);
  expect(text).not.toMatch(/\sstyle="/);
  const policy = /Content-Security-Policy"\s+content="([^"]*)"/.exec(text)?.[1]?.replaceAll('&#39;', "'") ?? '';
  expect(policy).toContain("default-src 'none'");
  for (const name of ['style', 'script']) {
    const body = new RegExp(`<${name}>([\\s\\S]*?)</${name}>`).exec(text)?.[1] ?? '';
    const hash = createHash('sha256').update(body).digest('base64');
    expect(policy).toContain(`${name}-src 'sha256-${hash}'`);
  }
});

test('says per class of data who can touch it, and says so where no template declares it', async () => {
  const stack = sampleStack(app);
  addGood(stack);
  const without = await auditOf(app);
  expect(wordsOf(page(without, HASH))).toContain('No template carries an access matrix');
  const principal = 'arn:aws:iam::111122223333:role/acme-train';
  const row = {
    role: 'train',
    principal,
    action: 'read',
    dataClass: 'curated',
    prefix: 'sets/',
    door: 'training network',
  };
  const result: AuditResult = { ...without, access: { rows: [row as never], stacks: ['Sample'], problems: [] } };
  expect(wordsOf(page(result, HASH))).toMatch(/curated 1 role .* train .*read .*sets\/ .*training network/);
});

test('an unreadable access matrix is told, not passed over', async () => {
  const stack = sampleStack(app);
  stack.templateOptions.metadata = { [ACCESS_MATRIX_METADATA]: [{ role: 'train' }] };
  addGood(stack);
  expect(wordsOf(await pageOf())).toContain('line 1 of the access matrix lacks');
});

test('draws stacks by account, each right of what it needs', async () => {
  const first = sampleStack(app, 'First');
  const second = sampleStack(app, 'Second', '444455556666');
  const third = sampleStack(app, 'Third');
  [first, second, third].forEach((stack) => addGood(stack));
  second.addStackDependency(first);
  third.addStackDependency(second);
  third.addStackDependency(first);
  const text = await pageOf();
  expect(text.match(/class="arrow"/g)).toHaveLength(2);
  expect(text).toContain('444455556666 · eu-central-1');
  const x = (name: string): number =>
    Number(new RegExp(`<title>${name}</title\\s*>\\s*<rect\\s+class="box"\\s+x="(\\d+)"`).exec(text)?.[1]);
  expect(x('First')).toBeLessThan(x('Second'));
  expect(x('Second')).toBeLessThan(x('Third'));
});

test('everything is readable without the script, and tables name their columns', async () => {
  addBad(sampleStack(app));
  const text = await pageOf();
  expect(text).not.toMatch(/\shidden[\s>]/);
  for (const [table] of text.matchAll(/<table[\s\S]*?<\/table>/g)) expect(table).toMatch(/<th scope="col">/);
  expect(text).toContain('<html lang="en">');
  expect(text.match(/<h1>/g)).toHaveLength(1);
});

import { Fn, Validations, type App } from 'aws-cdk-lib';
import { CfnSecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { AwsSolutionsChecks, NagMessageLevel, NagPack, type NagRuleCompliance } from 'cdk-nag';
import type { AuditResult } from '../../audit/result';
import { exitCode, open } from '../../audit/result';
import { acknowledge } from '../../constructs/waiver/acknowledge';
import { WAIVER_METADATA } from '../../contract/waiver';
import { addBad, addGood, auditOf, BARE_BUCKET, discardApp, sampleApp, sampleStack } from './sample-app';

const REASON = 'access-log target: logging it to itself would recurse without end';

let app: App;
beforeEach(() => {
  app = sampleApp();
});
afterEach(() => discardApp(app));

function outcomesOf(result: AuditResult, finding: string): string[] {
  return result.rows.filter((row) => row.finding === finding).map((row) => row.outcome);
}

test('a sound stack has nothing open, and every pack has looked at it', async () => {
  addGood(sampleStack(app));
  const result = await auditOf(app);
  expect(open(result)).toEqual({ findings: [], problems: [], count: 0 });
  expect(exitCode(result)).toBe(0);
  for (const pack of [
    'AwsSolutions',
    'NIST.800.53.R5',
    'HIPAA.Security',
    'PCI.DSS.321',
    'Serverless',
    'ControlTower',
  ]) {
    expect(result.rows).toContainEqual(expect.objectContaining({ pack, outcome: 'compliant' }));
  }
});

test('a bare bucket has exactly these findings: a pack or rule that falls silent fails this test', async () => {
  addBad(sampleStack(app));
  const result = await auditOf(app);
  expect(open(result).findings.map((row) => row.finding)).toEqual(BARE_BUCKET);
  expect(exitCode(result)).toBe(1);
});

test('a valid waiver on the very resource accepts its finding, and no other', async () => {
  const bucket = addBad(sampleStack(app));
  acknowledge(bucket, { id: 'AwsSolutions-S1', reason: REASON, owner: 'data platform', expiry: '2027-11-30' });
  const result = await auditOf(app);
  expect(outcomesOf(result, 'AwsSolutions-S1')).toEqual(['accepted']);
  expect(open(result).findings.map((row) => row.finding)).toEqual(BARE_BUCKET.filter((id) => id !== 'AwsSolutions-S1'));
  expect(result.problems).toEqual([]);
});

test('a Control Tower finding is accepted under its control id', async () => {
  const bucket = addBad(sampleStack(app));
  acknowledge(bucket, { id: 'ControlTower-CT.S3.PR.9', reason: REASON, owner: 'data platform', expiry: '2027-11-30' });
  expect(outcomesOf(await auditOf(app), 'ControlTower-CT.S3.PR.9')).toEqual(['accepted']);
});

test('a waiver counts on its last day and is a problem the day after, when its finding is open again', async () => {
  const bucket = addBad(sampleStack(app));
  acknowledge(bucket, { id: 'AwsSolutions-S1', reason: REASON, owner: 'data platform', expiry: '2027-11-30' });
  const lastDay = await auditOf(app, { date: '2027-11-30' });
  const dayAfter = await auditOf(app, { date: '2027-12-01' });
  expect(outcomesOf(lastDay, 'AwsSolutions-S1')).toEqual(['accepted']);
  expect(outcomesOf(dayAfter, 'AwsSolutions-S1')).toEqual(['non-compliant']);
  expect(dayAfter.problems.map((problem) => problem.code)).toEqual(['WAIVER_EXPIRED']);
});

test('a waiver that matches no finding is a problem', async () => {
  const key = addGood(sampleStack(app));
  acknowledge(key, { id: 'AwsSolutions-KMS5', reason: REASON, owner: 'data platform', expiry: '2027-11-30' });
  const result = await auditOf(app);
  expect(result.problems).toEqual([
    expect.objectContaining({ code: 'WAIVER_MATCHES_NOTHING', id: 'AwsSolutions-KMS5', path: 'Sample/Key/Resource' }),
  ]);
  expect(exitCode(result)).toBe(1);
});

test('a waiver for a pack that did not run is not said to match nothing', async () => {
  const bucket = addBad(sampleStack(app));
  acknowledge(bucket, { id: 'CloudFormation-E3012', reason: REASON, owner: 'data platform', expiry: '2027-11-30' });
  expect((await auditOf(app)).problems).toEqual([]);
});

test('an acknowledgement on a stack, made through CDK, accepts nothing and is a problem', async () => {
  const stack = sampleStack(app);
  addBad(stack);
  Validations.of(stack).acknowledge({ id: 'AwsSolutions-S1', reason: '' });
  const result = await auditOf(app);
  expect(outcomesOf(result, 'AwsSolutions-S1')).toEqual(['non-compliant']);
  expect(result.problems).toEqual([
    expect.objectContaining({ code: 'WAIVER_WITHOUT_OWNER', id: 'AwsSolutions-S1', path: 'Sample' }),
  ]);
});

test('an acknowledgement on the resource itself, made through CDK, is no better', async () => {
  const bucket = addBad(sampleStack(app));
  Validations.of(bucket).acknowledge({ id: 'AwsSolutions-S1', reason: REASON });
  const result = await auditOf(app);
  expect(outcomesOf(result, 'AwsSolutions-S1')).toEqual(['non-compliant']);
  expect(result.problems.map((problem) => problem.code)).toEqual(['WAIVER_WITHOUT_OWNER']);
});

test.each([
  ['WAIVER_INVALID', { id: 'AwsSolutions-S1', reason: 'by design', owner: 'me', expiry: '2027-11-30' }],
  ['WAIVER_INVALID', { id: 'AwsSolutions-S1', reason: REASON, owner: ' ', expiry: '2027-11-30' }],
  ['WAIVER_INVALID', { id: 'AwsSolutions-S1', reason: REASON, owner: 'me', expiry: 'never' }],
])('%s: metadata written past acknowledge() is judged again: %j', async (code, waiver) => {
  addBad(sampleStack(app)).node.addMetadata(WAIVER_METADATA, waiver);
  const result = await auditOf(app);
  expect(result.problems.map((problem) => problem.code)).toEqual([code]);
  expect(outcomesOf(result, 'AwsSolutions-S1')).toEqual(['non-compliant']);
});

test('a waiver smuggled onto a stack covers nothing', async () => {
  const stack = sampleStack(app);
  addBad(stack);
  const waiver = { id: 'AwsSolutions-S1', reason: REASON, owner: 'me', expiry: '2027-11-30' };
  stack.node.addMetadata(WAIVER_METADATA, waiver);
  const result = await auditOf(app);
  expect(result.problems.map((problem) => problem.code)).toEqual(['WAIVER_NOT_ON_A_RESOURCE']);
  expect(outcomesOf(result, 'AwsSolutions-S1')).toEqual(['non-compliant']);
});

test('a rule that cannot read a token is not evaluated, and open', async () => {
  const ingress = [{ ipProtocol: 'tcp', cidrIp: Fn.importValue('range'), fromPort: 22, toPort: 22 }];
  new CfnSecurityGroup(sampleStack(app), 'Group', { groupDescription: 'test', securityGroupIngress: ingress });
  const result = await auditOf(app);
  expect(open(result).findings).toContainEqual(
    expect.objectContaining({ finding: 'AwsSolutions-EC23', outcome: 'not evaluated', cause: 'threw' }),
  );
});

test('an accepted check that threw still says that it was not evaluated', async () => {
  const ingress = [{ ipProtocol: 'tcp', cidrIp: Fn.importValue('range'), fromPort: 22, toPort: 22 }];
  const group = new CfnSecurityGroup(sampleStack(app), 'Group', {
    groupDescription: 'test',
    securityGroupIngress: ingress,
  });
  acknowledge(group, { id: 'AwsSolutions-EC23', reason: REASON, owner: 'network', expiry: '2027-11-30' });
  const row = (await auditOf(app)).rows.find(({ finding }) => finding === 'AwsSolutions-EC23');
  expect(row).toMatchObject({ outcome: 'accepted', detail: expect.stringMatching(/^not evaluated: /) });
});

class SilentPack extends NagPack {
  public readonly name: string = 'Silent';
  public constructor() {
    super();
    this.packName = 'Silent';
  }
  protected checkResource(): void {
    // Asks nothing.
  }
}

class BrokenPack extends SilentPack {
  protected override checkResource(): void {
    throw new Error('broke off');
  }
}

class OddPack extends NagPack {
  public readonly name = 'Odd';
  public constructor() {
    super();
    this.packName = 'Odd';
  }
  protected checkResource(node: Parameters<NagPack['applyRule']>[0]['node']): void {
    const rule = (): NagRuleCompliance => 'maybe' as unknown as NagRuleCompliance;
    this.applyRule({ ruleSuffixOverride: 'R1', info: '', explanation: '', level: NagMessageLevel.ERROR, rule, node });
  }
}

test.each([
  ['asks nothing', new SilentPack(), 'Silent-all rules'],
  ['breaks off', new BrokenPack(), 'Silent-all rules'],
  ['gives an outcome nobody knows', new OddPack(), 'Odd-R1'],
])('a pack that %s is open, not passed', async (_what, pack, finding) => {
  addGood(sampleStack(app));
  const result = await auditOf(app, { packs: [new AwsSolutionsChecks(), pack] });
  expect(new Set(open(result).findings.map((row) => row.finding))).toEqual(new Set([finding]));
});

test('steps are told with their times, which are in no result', async () => {
  addGood(sampleStack(app));
  const ended: string[] = [];
  const onStep = ({ step, milliseconds }: { step: string; milliseconds?: number }): void => {
    if (milliseconds !== undefined) ended.push(step);
  };
  const result = await auditOf(app, { onStep });
  expect(ended.sort()).toEqual(
    ['templates', 'Control Tower rules', 'CloudFormation validation', 'cdk-nag packs', 'proofs', 'ledger'].sort(),
  );
  expect(JSON.stringify(result)).not.toContain('milliseconds');
});

test('a date that is none is refused', async () => {
  sampleStack(app);
  await expect(auditOf(app, { date: '15.1.2027' })).rejects.toMatchObject({ code: 'DATE_INVALID' });
});

test('an assembly of another app is refused', async () => {
  sampleStack(app);
  const other = sampleApp();
  sampleStack(other, 'Other');
  await expect(auditOf(app, { assembly: other.synth() })).rejects.toMatchObject({ code: 'TEMPLATE_MISSING' });
  discardApp(other);
});

test('two audits of one app on two paths are equal', async () => {
  const results: AuditResult[] = [];
  for (const twin of [app, sampleApp()]) {
    const stack = sampleStack(twin);
    addGood(stack);
    addBad(stack);
    results.push(await auditOf(twin));
    if (twin !== app) discardApp(twin);
  }
  expect(results[0]).toEqual(results[1]);
  expect(JSON.stringify(results[0])).not.toContain(app.outdir);
});

test('a refuted proof is waived on its resource, by its full id', async () => {
  const bucket = addBad(sampleStack(app));
  const id = 'Proof-ClassKeys[Sample/Bare]';
  acknowledge(bucket, { id, reason: REASON, owner: 'data platform', expiry: '2027-11-30' });
  const result = await auditOf(app);
  expect(outcomesOf(result, id)).toEqual(['accepted']);
  expect(result.problems).toEqual([]);
});

import type { App } from 'aws-cdk-lib';
import { NagMessageLevel, NagPack, NagRuleCompliance, type NagRuleResult } from 'cdk-nag';
import { record } from '../../../audit/packs/recorder';
import { RuleMemo } from '../../../audit/packs/rule-memo';
import { standardPacks } from '../../../audit/packs/standard';
import { addBad, addGood, discardApp, sampleApp, sampleStack } from '../sample-app';

let app: App;
beforeEach(() => {
  app = sampleApp();
});
afterEach(() => discardApp(app));

class OneRule extends NagPack {
  public constructor(
    public readonly name: string,
    private readonly rule: () => NagRuleResult,
  ) {
    super();
    this.packName = name;
  }
  protected checkResource(node: Parameters<NagPack['applyRule']>[0]['node']): void {
    const level = NagMessageLevel.ERROR;
    this.applyRule({ ruleSuffixOverride: 'R1', info: 'looks', explanation: '', level, rule: this.rule, node });
  }
}

test('a rule that two packs share is evaluated once, and has a row in each', () => {
  addBad(sampleStack(app));
  let calls = 0;
  const rule = (): NagRuleCompliance => {
    calls += 1;
    return NagRuleCompliance.COMPLIANT;
  };
  const memo = new RuleMemo();
  const rows = ['First', 'Second'].flatMap((name) => record(new OneRule(name, rule), app, { memo }));
  expect(rows.map((row) => row.rule)).toEqual(['First-R1', 'Second-R1']);
  expect(calls).toBe(1);
});

test('asked once or asked in every pack, the standard packs say the same', () => {
  const stack = sampleStack(app);
  addGood(stack);
  addBad(stack);
  const memo = new RuleMemo();
  const shared = standardPacks().flatMap((pack) => record(pack, app, { memo }));
  const apart = standardPacks().flatMap((pack) => record(pack, app));
  expect(shared).toEqual(apart);
});

test('finds what cdk-nag itself reports, no more and no less', () => {
  const stack = sampleStack(app);
  addGood(stack);
  addBad(stack);
  for (const pack of standardPacks()) {
    const reported = pack
      .validateScope(app)
      .violations.flatMap((violation) =>
        violation.violatingResources.map((resource) => `${violation.ruleName} ${resource.constructPath}`),
      );
    const recorded = record(pack, app)
      .filter((row) => row.outcome === 'non-compliant' || row.outcome === 'not evaluated')
      .map((row) => `${row.finding} ${row.path}`);
    expect(recorded.sort()).toEqual(reported.sort());
  }
});

test('a finding that a rule names twice on one resource is one row', () => {
  addBad(sampleStack(app));
  const rows = record(new OneRule('P', () => ['Action::s3:*', 'Action::s3:*', 'Resource::*']), app);
  expect(rows.map((row) => row.finding)).toEqual(['P-R1[Action::s3:*]', 'P-R1[Resource::*]']);
});

test('why a rule threw is told without token numbers and traces, which differ from run to run', () => {
  addBad(sampleStack(app));
  const rule = (): NagRuleResult => {
    throw new Error('cannot read ${Token[TOKEN.1234]}\n    at somewhere');
  };
  expect(record(new OneRule('P', rule), app)[0]?.detail).toBe('cannot read ${Token}');
});

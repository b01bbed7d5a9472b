import { freeSymbol, resourceSymbol } from '../../../audit/assembly/symbol';
import { Unresolved } from '../../../audit/assembly/value';
import { differences, same } from '../../../audit/live/compare/differences';

const statement = (more: object) => ({ Effect: 'Allow', Action: 's3:GetObject', Resource: '*', ...more });
const policy = (...Statement: object[]) => ({ Version: '2012-10-17', Statement });

test.each([
  ['a number and its text', 3, '3'],
  ['a truth and its text', true, 'true'],
  ['nothing and an empty list', undefined, []],
  ['nothing and an empty text', undefined, ''],
  ['lists in another order', ['a', 'b'], ['b', 'a']],
  ['maps in another order', { a: 1, b: 2 }, { b: 2, a: 1 }],
  ['a policy and its JSON', policy(statement({})), JSON.stringify(policy(statement({})))],
  ['one statement and a list of it', { Version: '2012-10-17', Statement: statement({}) }, policy(statement({}))],
  ['one action and a list of it', policy(statement({})), policy(statement({ Action: ['s3:GetObject'] }))],
  ['actions in other letters', policy(statement({})), policy(statement({ Action: 'S3:getobject' }))],
  ['everyone in two writings', policy(statement({ Principal: '*' })), policy(statement({ Principal: { AWS: '*' } }))],
  [
    'an account and its root',
    policy(statement({ Principal: { AWS: '111122223333' } })),
    policy(statement({ Principal: { AWS: 'arn:aws:iam::111122223333:root' } })),
  ],
  [
    'conditions in other letters and as lists',
    policy(statement({ Condition: { Bool: { 'aws:SecureTransport': false } } })),
    policy(statement({ Condition: { bool: { 'aws:securetransport': ['false'] } } })),
  ],
  [
    'statements in another order',
    policy(statement({ Sid: 'A' }), statement({ Sid: 'B' })),
    policy(statement({ Sid: 'B' }), statement({ Sid: 'A' })),
  ],
  [
    'a policy without a version and with the old one',
    { Statement: [statement({})] },
    { Version: '2008-10-17', Statement: [statement({})] },
  ],
])('the same is: %s', (_, meant, found) => {
  expect(differences('P', meant, found)).toEqual({ differences: [], open: [] });
});

test.each([
  [
    'a wider action',
    policy(statement({ Sid: 'A' })),
    policy(statement({ Sid: 'A', Action: 's3:*' })),
    'P.Statement[A].Action',
  ],
  [
    'a statement more',
    policy(statement({ Sid: 'A' })),
    policy(statement({ Sid: 'A' }), statement({ Sid: 'B' })),
    'P.Statement[B]',
  ],
  [
    'a statement less',
    policy(statement({ Sid: 'A' }), statement({ Sid: 'B' })),
    policy(statement({ Sid: 'A' })),
    'P.Statement[B]',
  ],
  [
    'a condition less',
    policy(statement({ Condition: { Bool: { 'aws:SecureTransport': 'false' } } })),
    policy(statement({})),
    'P.Statement[0].Condition',
  ],
  [
    'an Allow for a Deny',
    policy(statement({ Sid: 'A', Effect: 'Deny' })),
    policy(statement({ Sid: 'A' })),
    'P.Statement[A].Effect',
  ],
  [
    'another resource',
    policy(statement({ Resource: 'arn:a' })),
    policy(statement({ Resource: 'arn:A' })),
    'P.Statement[0].Resource',
  ],
  ['a member twice', ['a'], ['a', 'a'], 'P'],
  ['something for nothing', undefined, 'x', 'P'],
  ['nothing for false', false, undefined, 'P'],
])('not the same is: %s', (_, meant, found, property) => {
  expect(differences('P', meant, found).differences.map((one) => one.property)).toContain(property);
  expect(same(meant, found)).toBe(false);
});

test('two statements without a name that both changed are told as gone and come, never as equal', () => {
  const found = differences(
    'P',
    policy(statement({ Resource: 'a' }), statement({ Resource: 'b' })),
    policy(statement({ Resource: 'c' }), statement({ Resource: 'd' })),
  );
  expect(found.differences.map(({ meant, found: is }) => [meant === null, is === null])).toEqual([
    [false, true],
    [false, true],
    [true, false],
    [true, false],
  ]);
});

test('what only the deployment knows fits around its text, and is listed as not compared', () => {
  const arn = `arn:aws:kms:eu-central-1:111122223333:key/${resourceSymbol('stack', 'Key', 'Ref')}`;
  expect(differences('P', arn, 'arn:aws:kms:eu-central-1:111122223333:key/1234').open).toHaveLength(1);
  expect(differences('P', arn, 'arn:aws:kms:us-east-1:111122223333:key/1234').differences).toHaveLength(1);
  expect(differences('P', freeSymbol('parameter'), undefined).differences).toHaveLength(1);
  expect(differences('P', new Unresolved('a macro'), 'anything')).toEqual({
    differences: [],
    open: [{ property: 'P', why: 'a macro' }],
  });
});

test('in a policy, an open part fits where it stands, and a wider statement beside it is still told', () => {
  const meant = policy(statement({ Sid: 'A', Resource: resourceSymbol('stack', 'Key', 'Arn') }));
  const found = policy(statement({ Sid: 'A', Resource: 'arn:x' }), statement({ Sid: 'B', Action: '*' }));
  const result = differences('P', meant, found);
  expect(result.differences.map(({ property }) => property)).toEqual(['P.Statement[B]']);
  expect(result.open.map(({ property }) => property)).toEqual(['P.Statement[A].Resource[0]']);
});

test("a firewall's rule is no policy, though it has a statement", () => {
  const rule = (Limit: number) => ({ Name: 'Rate', Statement: { RateBasedStatement: { Limit } } });
  expect(differences('Rules', [rule(1)], [rule(2)]).differences).toEqual([
    { property: 'Rules[Rate].Statement.RateBasedStatement.Limit', meant: '1', found: '2' },
  ]);
});

import { difference, isNoWider, worldDifference } from '../../../audit/iam/difference';
import { evaluate } from '../../../audit/iam/evaluate';
import { reachableRoles } from '../../../audit/iam/closure';
import { mayDo, whoMay } from '../../../audit/iam/questions';
import type { NamedPolicy } from '../../../audit/iam/policy';
import type { IamPrincipal, World } from '../../../audit/iam/world';

const HOME = '111122223333';
const policy = (...statements: object[]): NamedPolicy => ({
  name: 'policy',
  document: { Version: '2012-10-17', Statement: statements },
});
const allow = (action: unknown, resource: unknown = '*', condition?: object): object => ({
  Effect: 'Allow',
  Action: action,
  Resource: resource,
  ...(condition ? { Condition: condition } : {}),
});
const deny = (action: unknown, resource: unknown = '*', condition?: object): object => ({
  ...allow(action, resource, condition),
  Effect: 'Deny',
});
const arn = (name: string): string => `arn:aws:iam::${HOME}:role/${name}`;
const role = (name: string, trusts: object, ...statements: object[]): IamPrincipal => ({
  kind: 'role',
  arn: arn(name),
  account: HOME,
  policies: [policy(...statements)],
  trust: policy({ Effect: 'Allow', Principal: trusts, Action: 'sts:AssumeRole' }),
});
const service = (name: string): object => ({ Service: `${name}.amazonaws.com` });

test('a counterexample names the request, the absent keys, the allow, and why each deny was silent', () => {
  const world: World = {
    principals: [
      role(
        'train',
        service('sagemaker'),
        allow('sagemaker:*'),
        deny('sagemaker:Create*', '*', { Bool: { 'sagemaker:NetworkIsolation': 'false' } }),
      ),
    ],
  };
  const answer = mayDo(world, { principal: arn('train'), action: 'sagemaker:CreateTrainingJob' });
  expect(answer).toMatchObject({
    kind: 'counterexample',
    absentKeys: ['sagemaker:NetworkIsolation'],
    allowedBy: [{ policy: 'policy', index: 0 }],
    denies: [{ statement: { index: 1 }, why: 'Condition Bool sagemaker:NetworkIsolation does not match' }],
  });
});

test('with the gap closed the same question is proved', () => {
  const world: World = {
    principals: [
      role(
        'train',
        service('sagemaker'),
        allow('sagemaker:*'),
        deny('sagemaker:Create*', '*', { BoolIfExists: { 'sagemaker:NetworkIsolation': 'false' } }),
      ),
    ],
  };
  expect(
    mayDo(world, {
      principal: arn('train'),
      action: 'sagemaker:CreateTrainingJob',
      given: { 'sagemaker:NetworkIsolation': null },
    }).kind,
  ).toBe('proved');
});

test('an action pattern stands for AWS’s published actions, spelled as AWS does', () => {
  const world: World = { principals: [role('reader', service('lambda'), allow('s3:getobjectt*'))] };
  const answer = mayDo(world, { principal: arn('reader'), action: 's3:*' });
  expect(answer.kind === 'counterexample' && answer.request.action).toMatch(/^s3:GetObjectT(agging|orrent)$/);
});

test('a principal that the world does not declare is not evaluated', () => {
  expect(mayDo({ principals: [] }, { principal: arn('nobody'), action: 's3:GetObject' }).kind).toBe('notEvaluated');
});

test('an unreadable allow leaves "may not" unproved, and an unreadable deny protects nothing', () => {
  const ask = (...statements: object[]): string =>
    mayDo(
      { principals: [role('r', service('lambda'), ...statements)] },
      { principal: arn('r'), action: 's3:GetObject' },
    ).kind;
  expect(ask(allow('s3:GetObject', { Ref: 'Bucket' }))).toBe('notEvaluated');
  expect(ask(allow('s3:GetObject'), deny('s3:GetObject', { Ref: 'Bucket' }))).toBe('notEvaluated');
  expect(ask(allow('s3:PutObject'), deny('s3:GetObject', { Ref: 'Bucket' }))).toBe('proved');
});

test('who may is everyone the policies can tell apart, and nobody else', () => {
  const key = 'arn:aws:kms:eu-west-1:111122223333:key/k';
  const root = { AWS: `arn:aws:iam::${HOME}:root` };
  const world: World = {
    principals: [role('train', service('sagemaker'), allow('kms:Decrypt', key)), role('idle', service('lambda'))],
    resources: [
      {
        kind: 'key',
        arn: key,
        account: HOME,
        policies: [
          policy(
            {
              ...allow('kms:Decrypt'),
              Principal: root,
              Condition: { ArnEquals: { 'aws:PrincipalArn': arn('train') } },
            },
            { ...allow('kms:Decrypt'), Principal: { AWS: '444455556666', Service: 'logs.amazonaws.com' } },
          ),
        ],
      },
    ],
  };
  const answer = whoMay(world, { action: 'kms:Decrypt', resource: key });
  expect(answer.may.map(({ who }) => who)).toEqual([
    arn('train'),
    'any role of account 444455556666',
    'any user of account 444455556666',
    'AWS services',
  ]);
  expect(answer.notEvaluated).toEqual([]);
  for (const { example } of answer.may) expect(evaluate(world, example.request).decision).toBe('allowed');
});

test('a symbol is equal to itself and to nothing else', () => {
  const [one, other] = ['arn:aws:s3:::\uE000Bucket1', 'arn:aws:s3:::\uE000Bucket2'];
  const world: World = { principals: [role('r', service('lambda'), allow('s3:GetObject', `${one}/*`))] };
  expect(mayDo(world, { principal: arn('r'), action: 's3:GetObject', resource: `${one}/*` }).kind).toBe(
    'counterexample',
  );
  expect(mayDo(world, { principal: arn('r'), action: 's3:GetObject', resource: `${other}/*` }).kind).toBe('proved');
});

describe('no wider', () => {
  test('a narrower resource and a narrower action', () => {
    expect(
      isNoWider([policy(allow('s3:GetObject', 'arn:aws:s3:::b/x/*'))], [policy(allow('s3:Get*', 'arn:aws:s3:::b/*'))]),
    ).toBe('proved');
  });

  test('a deny on the other side is found, with the key absent', () => {
    const answer = isNoWider(
      [policy(allow('s3:GetObject'))],
      [policy(allow('s3:*'), deny('*', '*', { StringNotEquals: { 'aws:PrincipalOrgID': 'o-1' } }))],
    );
    expect(answer).toMatchObject({ kind: 'counterexample', absentKeys: ['aws:PrincipalOrgID'] });
  });

  test('two allows together cover what neither does alone', () => {
    const parts = policy(
      allow('s3:GetObject', 'arn:aws:s3:::b/*', { Bool: { 'aws:SecureTransport': 'true' } }),
      allow('s3:GetObject', 'arn:aws:s3:::b/*', { Bool: { 'aws:SecureTransport': 'false' } }),
    );
    expect(isNoWider([policy(allow('s3:GetObject', 'arn:aws:s3:::b/*'))], [parts])).toBe('proved');
  });

  test('resource policies compare by principal too', () => {
    const trust = (principal: object): NamedPolicy => policy({ ...allow('s3:GetObject'), Principal: principal });
    expect(isNoWider([trust({ AWS: '111122223333' })], [trust({ AWS: '*' })], { kind: 'resource' })).toBe('proved');
    expect(isNoWider([trust({ AWS: '*' })], [trust({ AWS: '111122223333' })], { kind: 'resource' })).toMatchObject({
      kind: 'counterexample',
    });
  });

  test('the difference lists each action once', () => {
    const { examples, more } = difference([policy(allow('kms:*'))], [policy(allow('kms:D*'))], { action: 'kms:E*' });
    expect(examples.map(({ request }) => request.action).sort()).toEqual([
      'kms:EnableKey',
      'kms:EnableKeyRotation',
      'kms:Encrypt',
    ]);
    expect(more).toBe(false);
  });
});

test('the difference between two worlds is what a change lets in, and nothing for none', () => {
  const before: World = { principals: [role('r', service('lambda'), allow('s3:GetObject', 'arn:aws:s3:::b/*'))] };
  const after: World = {
    principals: [role('r', service('lambda'), allow('s3:GetObject', ['arn:aws:s3:::b/*', 'arn:aws:s3:::c/*']))],
  };
  const { examples } = worldDifference(after, before, { action: 's3:*' });
  expect(examples.map(({ request }) => request.resource)).toEqual(['arn:aws:s3:::c/']);
  expect(worldDifference(before, after, { action: 's3:*' })).toEqual({ examples: [], notEvaluated: [], more: false });
});

describe('role chaining', () => {
  const chain = (...principals: IamPrincipal[]): string[] =>
    reachableRoles({ principals }, arn('start')).map(({ principal, path }) =>
      [...path.map(({ id }) => id), principal.split('/').at(-1)].join(' > '),
    );

  test('assuming needs the caller’s policy and the target’s trust', () => {
    const trusting = { AWS: `arn:aws:iam::${HOME}:root` };
    expect(
      chain(
        role('start', service('lambda'), allow('sts:AssumeRole')),
        role('open', trusting),
        role('shut', service('lambda')),
      ),
    ).toEqual(['assume-role > open']);
  });

  test('passing a role needs iam:PassRole, the service’s action, and a role that trusts the service', () => {
    const start = role(
      'start',
      service('lambda'),
      allow('iam:PassRole', arn('admin')),
      allow('sagemaker:CreateTrainingJob'),
    );
    expect(chain(start, role('admin', service('sagemaker')))).toEqual([
      'pass-role:sagemaker:CreateTrainingJob > admin',
    ]);
    expect(chain(start, role('admin', service('lambda')))).toEqual([]);
    const bound = role(
      'start',
      service('lambda'),
      allow('iam:PassRole', '*', { StringEquals: { 'iam:PassedToService': 'lambda.amazonaws.com' } }),
      allow('sagemaker:*'),
    );
    expect(chain(bound, role('admin', service('sagemaker')))).toEqual([]);
  });

  test('chains go on: a function’s code, then a trust policy', () => {
    const start = role(
      'start',
      service('ec2'),
      allow('lambda:UpdateFunctionCode', 'arn:aws:lambda:eu-west-1:111122223333:function:f'),
    );
    const middle = role('middle', service('lambda'), allow('iam:UpdateAssumeRolePolicy', arn('end')));
    const world: World = { principals: [start, middle, role('end', service('lambda'))] };
    const found = reachableRoles(world, arn('start'), [
      { arn: 'arn:aws:lambda:eu-west-1:111122223333:function:f', role: arn('middle') },
    ]);
    expect(found.map(({ path, certain }) => [path.map(({ id }) => id), certain])).toEqual([
      [['function-code'], true],
      [['function-code', 'rewrite-trust'], true],
    ]);
  });

  test('a role that can rewrite its own policy reaches anything', () => {
    expect(chain(role('start', service('lambda'), allow('iam:PutRolePolicy', arn('start'))))).toEqual([
      'own-inline-policy > *',
    ]);
  });

  test('a boundary that forbids the step ends the chain', () => {
    const start: IamPrincipal = {
      ...role('start', service('lambda'), allow('sts:AssumeRole')),
      boundary: policy(allow('*'), deny('sts:*')),
    };
    expect(chain(start, role('open', { AWS: `arn:aws:iam::${HOME}:root` }))).toEqual([]);
  });
});

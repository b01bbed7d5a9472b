import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../cli/run';
import { recorder } from './recorder';

const folder = mkdtempSync(join(tmpdir(), 'rampart-templates-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const policy = (...Statement: object[]): object => ({ Version: '2012-10-17', Statement });

function template(actions: readonly string[], more: object = {}): object {
  return {
    Resources: {
      Bucket: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'datasets' } },
      Reader: {
        Type: 'AWS::IAM::Role',
        Properties: {
          RoleName: 'reader',
          AssumeRolePolicyDocument: policy({
            Effect: 'Allow',
            Principal: { Service: 'lambda.amazonaws.com' },
            Action: 'sts:AssumeRole',
          }),
          Policies: [
            {
              PolicyName: 'own',
              PolicyDocument: policy({ Effect: 'Allow', Action: actions, Resource: { 'Fn::Sub': '${Bucket.Arn}/*' } }),
            },
          ],
        },
      },
      ...more,
    },
  };
}

function file(name: string, content: object | string): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

const small = file('small.json', template(['s3:GetObject']));
const wide = file('wide.json', template(['s3:GetObject', 's3:DeleteObject']));
const sam = file(
  'sam.yaml',
  'Transform: AWS::Serverless-2016-10-31\nResources:\n  F: { Type: AWS::Serverless::Function }\n',
);

async function rampart(
  ...words: string[]
): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
  const { terminal, out, err } = recorder();
  const code = await run(words, terminal);
  return { code, out: out(), err: err() };
}

describe('can', () => {
  test('a yes shows the request and the statement that lets it through', async () => {
    const { code, out } = await rampart('can', 'reader', 's3:GetObject', 'datasets', '--in', small);
    expect(code).toBe(0);
    expect(out).toMatch(/^Yes: .*role\/reader: s3:GetObject on arn:aws:s3:::datasets\//);
    expect(out).toContain('statement 1 of small/Reader (inline policy 1)');
  });

  test('a no is proved, and the exit code says so', async () => {
    const { code, out } = await rampart('can', 'Reader', 's3:DeleteObject', 'Bucket', '--in', small);
    expect([code, out.startsWith('No, proved: ')]).toEqual([1, true]);
  });

  test('a policy that no template holds is not evaluated', async () => {
    const open = template(['s3:GetObject']) as { Resources: { Reader: { Properties: Record<string, unknown> } } };
    open.Resources.Reader.Properties['ManagedPolicyArns'] = ['arn:aws:iam::aws:policy/Something'];
    const path = file('open.json', open);
    const { code, out } = await rampart('can', 'reader', 's3:DeleteObject', 'datasets', '--in', path);
    expect([code, out]).toEqual([4, expect.stringContaining('policy/Something')]);
  });

  test('JSON is one object', async () => {
    const { out } = await rampart('can', 'reader', 's3:GetObject', 'datasets', '--in', small, '--format', 'json');
    expect(JSON.parse(out)).toMatchObject({ answer: 'yes', request: { action: 's3:GetObject' } });
  });

  test.each([
    [['nobody', 's3:GetObject', 'datasets', '--in', small], 'PRINCIPAL_UNKNOWN'],
    [['reader', 's3:GetObject', 'nothing', '--in', small], 'RESOURCE_UNKNOWN'],
    [['reader', 's3:GetObject', 'datasets', '--in', join(folder, 'missing')], 'TEMPLATES_MISSING'],
    [['reader', 's3:GetObject', 'datasets', '--in', small, '--key', 'nonsense'], 'KEY_UNREADABLE'],
  ])('%j ends with %s', async (words, problem) => {
    const { code, err } = await rampart('can', ...words);
    expect([code, err]).toEqual([2, expect.stringContaining(problem)]);
  });
});

describe('who-can', () => {
  test('lists each who may, and proves that there is nobody else', async () => {
    const { code, out } = await rampart('who-can', 's3:GetObject', 'datasets', '--in', small);
    expect(code).toBe(1);
    expect(out).toContain('role/reader');
    expect(out).toContain('any undeclared role');
    expect(out).toContain('Nobody else, proved.');
  });

  test('nobody is an answer, with exit code 0', async () => {
    const closed = file(
      'closed.json',
      template(['s3:GetObject'], {
        Closed: {
          Type: 'AWS::S3::BucketPolicy',
          Properties: {
            Bucket: { Ref: 'Bucket' },
            PolicyDocument: policy({
              Effect: 'Deny',
              Principal: '*',
              Action: 's3:*',
              Resource: { 'Fn::Sub': '${Bucket.Arn}/*' },
            }),
          },
        },
      }),
    );
    const { code, out } = await rampart('who-can', 's3:GetObject', 'arn:aws:s3:::datasets/*', '--in', closed);
    expect([code, out]).toEqual([0, expect.stringMatching(/^Nobody, proved/)]);
  });
});

describe('diff', () => {
  const named = (side: string, content: object): string => {
    mkdirSync(join(folder, side), { recursive: true });
    return file(join(side, 'app.json'), content);
  };

  test('equal templates allow nothing more: proved', async () => {
    const { code, out } = await rampart('diff', small, small);
    expect([code, out]).toEqual([0, expect.stringContaining('allow nothing more')]);
  });

  test('tells what is newly allowed, with the statement', async () => {
    const [old, now] = [
      named('old', template(['s3:GetObject'])),
      named('new', template(['s3:GetObject', 's3:DeleteObject'])),
    ];
    const { code, out } = await rampart('diff', old, now, '--format', 'markdown');
    expect(code).toBe(1);
    expect(out).toContain('### The new templates allow more');
    expect(out).toMatch(/role\/reader: s3:DeleteObject on arn:aws:s3:::datasets\/.* is allowed by statement 1/);
  });

  test('the other way round it allows less, and the exit code is 0', async () => {
    const [old, now] = [
      named('old', template(['s3:GetObject', 's3:DeleteObject'])),
      named('new', template(['s3:GetObject'])),
    ];
    const { code, out } = await rampart('diff', old, now);
    expect([code, out]).toEqual([0, expect.stringContaining('They no longer allow')]);
  });

  test('what cannot be read is not evaluated, and does not pass', async () => {
    mkdirSync(join(folder, 'mixed'), { recursive: true });
    file(join('mixed', 'app.json'), template(['s3:GetObject']));
    file(join('mixed', 'sam.yaml'), readFileSync(sam, 'utf8'));
    const { code, out } = await rampart('diff', small, join(folder, 'mixed'));
    expect([code, out]).toEqual([1, expect.stringContaining('Not evaluated')]);
  });
});

describe('explain', () => {
  test.each(['Proof-AccessMatrix', 'GuardrailPromptAttack', 'LlmPipelineChecks-GuardrailPromptAttack', 'BR-05'])(
    '%s is explained',
    async (id) => {
      const { code, out } = await rampart('explain', id);
      expect([code, out.includes(id.replace('LlmPipelineChecks-', ''))]).toEqual([0, true]);
    },
  );

  test('an unknown id names what is near', async () => {
    const { code, err } = await rampart('explain', 'PromptAttack');
    expect([code, err]).toEqual([2, expect.stringContaining('GuardrailPromptAttack')]);
  });

  test('without an id everything is listed', async () => {
    const { out } = await rampart('explain');
    expect(out.split('\n').length).toBeGreaterThan(100);
  });
});

describe('audit of any template', () => {
  test('a template is judged by packs and proofs, and what is open is named', async () => {
    const out = join(folder, 'evidence');
    const { code } = await rampart('audit', wide, '--out', out, '--quiet');
    expect(code).toBe(1);
    const ledger = readFileSync(join(out, 'ledger.csv'), 'utf8');
    expect(ledger).toContain('AwsSolutions-S1');
    expect(ledger).toContain('Proof-ClassKeys');
  }, 60_000);

  test('what only CloudFormation can make of it is not evaluated, and open', async () => {
    const { code, out } = await rampart('audit', sam, '--out', join(folder, 'evidence-sam'), '--quiet');
    expect([code, out]).toEqual([1, expect.stringContaining('AWS::Serverless-2016-10-31')]);
  }, 60_000);
});

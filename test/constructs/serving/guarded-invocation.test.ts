import { PolicyDocument, type PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { GuardedInvocation } from '../../../constructs/serving/guarded-invocation';
import { PinnedGuardrail } from '../../../constructs/serving/pinned-guardrail';
import { ServingError } from '../../../constructs/serving/serving-error';

interface Request {
  readonly action: string;
  readonly resource: string;
  readonly context?: Readonly<Record<string, string>>;
}

interface Statement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: string | string[];
  readonly Resource: string | string[];
  readonly Condition?: Record<string, Record<string, string | string[]>>;
}

const list = <T>(value: T | T[]): T[] => (Array.isArray(value) ? value : [value]);
const like = (pattern: string, value: string) =>
  new RegExp(
    `^${pattern
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replace(/\*/g, '.*')
      .replace(/\?/g, '.')}$`,
  ).test(value);

/** IAM's rules for the operators in use. An absent key: a positive operator does not match it, a negated one does. */
function holds(operator: string, wanted: string[], actual: string | undefined): boolean {
  switch (operator) {
    case 'StringEquals':
    case 'ArnEquals':
      return actual !== undefined && wanted.includes(actual);
    case 'StringLike':
      return actual !== undefined && wanted.some((pattern) => like(pattern, actual));
    case 'StringNotEquals':
      return actual === undefined || !wanted.includes(actual);
    case 'StringNotLike':
      return actual === undefined || !wanted.some((pattern) => like(pattern, actual));
    case 'Null':
      return (actual === undefined) === (wanted[0] === 'true');
    default:
      throw new Error(`the test's evaluator does not know ${operator}`);
  }
}

function decide(statements: PolicyStatement[], request: Request, alsoGranted: Statement[] = []): 'allowed' | 'denied' {
  const document = new PolicyDocument({ statements }).toJSON() as { Statement: Statement[] } | undefined;
  const effects = [...(document?.Statement ?? []), ...alsoGranted]
    .filter(({ Action }) => list(Action).some((action) => like(action.toLowerCase(), request.action.toLowerCase())))
    .filter(({ Resource }) => list(Resource).some((resource) => like(resource, request.resource)))
    .filter(({ Condition = {} }) =>
      Object.entries(Condition).every(([operator, keys]) =>
        Object.entries(keys).every(([key, wanted]) => holds(operator, list(wanted), request.context?.[key])),
      ),
    )
    .map(({ Effect }) => Effect);
  return effects.includes('Allow') && !effects.includes('Deny') ? 'allowed' : 'denied';
}

const GUARDRAIL = 'arn:aws:bedrock:eu-central-1:111122223333:guardrail/abc123';
const MODEL = 'arn:aws:bedrock:eu-central-1::foundation-model/amazon.nova-pro-v1:0';
const CALLER = 'arn:aws:iam::111122223333:role/acme-gateway';
const KEY = 'arn:aws:kms:eu-central-1:111122223333:key/22222222-2222-4222-8222-222222222222';
const ADMINISTRATOR: Statement = { Effect: 'Allow', Action: '*', Resource: '*' };
const pinned = new GuardedInvocation({
  guardrail: PinnedGuardrail.version(GUARDRAIL, '3'),
  modelArns: [MODEL],
  keyArn: KEY,
  region: 'eu-central-1',
});
const invoke = (guardrail?: string, more: Partial<Request> = {}): Request => ({
  action: 'bedrock:InvokeModel',
  resource: MODEL,
  context: { 'aws:PrincipalArn': CALLER, ...(guardrail !== undefined && { 'bedrock:GuardrailIdentifier': guardrail }) },
  ...more,
});

test('the evaluator can say yes: an administrator without our statements may do anything', () => {
  expect(decide([], invoke(), [ADMINISTRATOR])).toBe('allowed');
});

describe.each([
  ['a caller with nothing else', [] as Statement[]],
  ['a caller who is also an administrator', [ADMINISTRATOR]],
])('%s', (_who, also) => {
  const statements = pinned.callerStatements();

  test.each(['bedrock:InvokeModel', 'bedrock:InvokeModelWithResponseStream'])(
    'may %s with the pinned version',
    (action) => {
      expect(decide(statements, invoke(`${GUARDRAIL}:3`, { action }), also)).toBe('allowed');
    },
  );

  test.each([
    ['without a guardrail', undefined],
    ['with the draft', GUARDRAIL],
    ['with the draft by name', `${GUARDRAIL}:DRAFT`],
    ['with an older version', `${GUARDRAIL}:2`],
    ['with a version that begins alike', `${GUARDRAIL}:33`],
    ['with a guardrail of its own', 'arn:aws:bedrock:eu-central-1:111122223333:guardrail/weak:3'],
    ['with a guardrail of another account', 'arn:aws:bedrock:eu-central-1:999999999999:guardrail/abc123:3'],
    ['with an empty guardrail', ''],
    ['with a pattern', '*'],
  ])('may not call %s', (_how, guardrail) => {
    for (const action of ['bedrock:InvokeModel', 'bedrock:InvokeModelWithResponseStream']) {
      expect(decide(statements, invoke(guardrail, { action }), also)).toBe('denied');
    }
  });

  test.each([
    'bedrock:InvokeAgent',
    'bedrock:InvokeInlineAgent',
    'bedrock:InvokeFlow',
    'bedrock:RetrieveAndGenerate',
    'bedrock:CreateModelInvocationJob',
    'bedrock:CallWithBearerToken',
    'bedrock-mantle:CreateInference',
  ])('may not go round by %s', (action) => {
    expect(decide(statements, invoke(`${GUARDRAIL}:3`, { action }), also)).toBe('denied');
  });
});

test('a caller may not call another model, even with the guardrail', () => {
  const resource = 'arn:aws:bedrock:eu-central-1::foundation-model/amazon.nova-premier-v1:0';
  expect(decide(pinned.callerStatements(), invoke(`${GUARDRAIL}:3`, { resource }))).toBe('denied');
});

test('a caller may apply the guardrail, and no other', () => {
  const apply = (resource: string): Request => ({ action: 'bedrock:ApplyGuardrail', resource });
  expect(decide(pinned.callerStatements(), apply(GUARDRAIL))).toBe('allowed');
  expect(decide(pinned.callerStatements(), apply(`${GUARDRAIL}x`))).toBe('denied');
});

test('a caller may have Bedrock decrypt a guardrail, and may not decrypt conversations with that grant', () => {
  const decrypt = (context: Record<string, string>): Request => ({ action: 'kms:Decrypt', resource: KEY, context });
  const viaBedrock = { 'kms:ViaService': 'bedrock.eu-central-1.amazonaws.com' };
  const ofGuardrail = { 'kms:EncryptionContext:aws:bedrock:guardrail-id': 'abc123' };
  expect(decide(pinned.callerStatements(), decrypt({ ...viaBedrock, ...ofGuardrail }))).toBe('allowed');
  expect(decide(pinned.callerStatements(), decrypt(viaBedrock))).toBe('denied');
  expect(decide(pinned.callerStatements(), decrypt(ofGuardrail))).toBe('denied');
  expect(decide(pinned.callerStatements(), decrypt({ 'kms:ViaService': 's3.eu-central-1.amazonaws.com' }))).toBe(
    'denied',
  );
});

describe("the network's door", () => {
  const door = pinned.endpointStatements([CALLER]);

  test('lets the caller through with the guardrail, and not without', () => {
    expect(decide(door, invoke(`${GUARDRAIL}:3`))).toBe('allowed');
    expect(decide(door, invoke())).toBe('denied');
    expect(decide(door, invoke(), [ADMINISTRATOR])).toBe('denied');
  });

  test('lets nobody else through', () => {
    const stranger = {
      'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/acme-train',
      'bedrock:GuardrailIdentifier': `${GUARDRAIL}:3`,
    };
    expect(decide(door, invoke(undefined, { context: stranger }))).toBe('denied');
    const apply = { action: 'bedrock:ApplyGuardrail', resource: GUARDRAIL, context: stranger };
    expect(decide(door, apply)).toBe('denied');
  });

  test('names its principals by account, and denies to everyone', () => {
    const { Statement } = new PolicyDocument({ statements: door }).toJSON();
    expect(Statement.map(({ Effect, Principal }: Record<string, unknown>) => [Effect, Principal])).toEqual([
      ['Allow', { AWS: expect.anything() }],
      ['Allow', { AWS: expect.anything() }],
      ['Deny', { AWS: '*' }],
    ]);
  });
});

describe('a policy that is written before the guardrail has an id', () => {
  const early = new GuardedInvocation({
    guardrail: PinnedGuardrail.anyVersionOf('aws', '111122223333', 'eu-central-1'),
    modelArns: [MODEL],
    region: 'eu-central-1',
  }).callerStatements();

  test('takes some version of a guardrail of the account', () => {
    expect(decide(early, invoke(`${GUARDRAIL}:3`))).toBe('allowed');
  });

  test.each([
    ['no guardrail', undefined],
    ['a draft', GUARDRAIL],
    ['another account', 'arn:aws:bedrock:eu-central-1:999999999999:guardrail/abc123:3'],
    ['another region', 'arn:aws:bedrock:us-east-1:111122223333:guardrail/abc123:3'],
  ])('refuses %s', (_what, guardrail) => {
    expect(decide(early, invoke(guardrail), [ADMINISTRATOR])).toBe('denied');
  });
});

test.each(['DRAFT', '', '0', '1.0', '*', 'latest'])('a guardrail cannot be pinned to %j', (version) => {
  expect(() => PinnedGuardrail.version(GUARDRAIL, version)).toThrow(
    expect.objectContaining({ constructor: ServingError, code: 'GUARDRAIL_NOT_PINNED' }),
  );
});

import { Template } from 'aws-cdk-lib/assertions';
import { discard } from '../../support/compliance';
import { CALLER, ENDPOINTS, ORGANISATION, OWN_CALLER, privateApi } from './fixture';

type Context = Readonly<Record<string, string | undefined>>;
interface Statement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal: { readonly AWS: string | string[] };
  readonly Resource: string | string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | string[]>>>>;
}

const { stack } = privateApi();
afterAll(() => discard(stack));
const [api] = Object.values(Template.fromStack(stack).findResources('AWS::ApiGateway::RestApi'));
const statements = (api?.['Properties'] as { Policy: { Statement: Statement[] } }).Policy.Statement;

/** What the resource policy says of a request. In one account an identity policy may allow what it leaves open; a deny is final. */
function decide(context: Context, resource = 'execute-api:/v1/POST/invoke'): 'allow' | 'deny' | 'open' {
  const matching = statements.filter(
    (statement) =>
      list(statement.Resource).some((pattern) => like(pattern, resource)) &&
      list(statement.Principal.AWS).some((principal) => principalIs(principal, context)) &&
      Object.entries(statement.Condition ?? {}).every(([operator, keys]) =>
        Object.entries(keys).every(([key, values]) => holds(operator, list(values), context[key])),
      ),
  );
  if (matching.some(({ Effect }) => Effect === 'Deny')) return 'deny';
  return matching.length > 0 ? 'allow' : 'open';
}

function holds(operator: string, values: string[], actual: string | undefined): boolean {
  const equal = actual !== undefined && values.some((value) => like(value, actual));
  if (['StringEquals', 'ArnEquals', 'Bool'].includes(operator)) return equal;
  if (['StringNotEquals', 'ArnNotEquals'].includes(operator)) return !equal;
  throw new Error(`this evaluator does not know ${operator}`);
}

function principalIs(principal: string, context: Context): boolean {
  if (principal === '*') return true;
  return principal.split(':')[4] === context['aws:PrincipalArn']?.split(':')[4];
}

function like(pattern: string, text: string): boolean {
  const source = pattern
    .split('*')
    .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
    .join('.*');
  return new RegExp(`^${source}$`).test(text);
}

function list<T>(value: T | T[]): T[] {
  return Array.isArray(value) ? value : [value];
}

const caller: Context = {
  'aws:PrincipalArn': CALLER,
  'aws:SourceVpce': ENDPOINTS[0],
  'aws:PrincipalOrgID': ORGANISATION,
  'aws:SecureTransport': 'true',
};

test.each([CALLER, OWN_CALLER])('%s may call through either endpoint', (role) => {
  for (const endpoint of ENDPOINTS) {
    expect(decide({ ...caller, 'aws:PrincipalArn': role, 'aws:SourceVpce': endpoint })).toBe('allow');
  }
});

test.each([
  ['through another endpoint', { 'aws:SourceVpce': 'vpce-0ffffffffffffffff' }],
  ['through no endpoint', { 'aws:SourceVpce': undefined }],
  ['as another role of the account', { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/admin' }],
  ['as the account’s root user', { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:root' }],
  ['as a role with the same name elsewhere', { 'aws:PrincipalArn': 'arn:aws:iam::999999999999:role/batch' }],
  ['as a role whose name goes on', { 'aws:PrincipalArn': `${OWN_CALLER}-2` }],
  ['as nobody', { 'aws:PrincipalArn': undefined, 'aws:PrincipalOrgID': undefined }],
  ['from another organisation', { 'aws:PrincipalOrgID': 'o-zzzzzzzzzz' }],
  ['from no organisation', { 'aws:PrincipalOrgID': undefined }],
  ['without TLS', { 'aws:SecureTransport': 'false' }],
])('a call %s is denied, whatever an identity policy allows', (_how, changes) => {
  expect(decide({ ...caller, ...changes })).toBe('deny');
});

test('another method of the API is not allowed, were there one', () => {
  expect(decide(caller, 'execute-api:/v1/GET/invoke')).toBe('open');
  expect(decide(caller, 'execute-api:/test-invoke-stage/POST/invoke')).toBe('open');
});

test('nothing is allowed to everyone', () => {
  for (const { Effect, Principal, Condition } of statements) {
    if (Effect === 'Allow') expect(list(Principal.AWS)).not.toContain('*');
    expect(Object.keys(Condition ?? {})).not.toHaveLength(0);
  }
});

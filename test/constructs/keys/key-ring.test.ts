import { Match, Template } from 'aws-cdk-lib/assertions';
import { KeyRing, type KeyRingProps } from '../../../constructs/keys/key-ring';
import { KEY_ADMINISTRATION } from '../../../constructs/keys/key-policy';
import { DataClass } from '../../../contract/data-class';
import { guardFindings, openFindings, testStack } from '../../support/compliance';

const role = (name: string): string => `arn:aws:iam::111122223333:role/${name}`;
const props: KeyRingProps = {
  name: 'acme-llm',
  organizationId: 'o-a1b2c3d4e5',
  dataClasses: [DataClass.RAW, DataClass.CURATED],
  administratorArns: [role('administrator')],
  uses: [
    { dataClass: DataClass.RAW, principalArn: role('ingest'), bucketName: 'raw-bucket', encrypt: true },
    { dataClass: DataClass.CURATED, principalArn: role('train'), bucketName: 'curated-bucket', decrypt: true },
  ],
  signerArns: [role('curate')],
  verifierArns: [role('train')],
};

interface Statement {
  Sid?: string;
  Effect: string;
  Action: string | string[];
  Principal: { AWS?: string | string[] };
  Condition?: Record<string, Record<string, unknown>>;
}

function made(change: Partial<KeyRingProps> = {}): { template: Template; statements: (alias: string) => Statement[] } {
  const stack = testStack();
  new KeyRing(stack, 'Keys', { ...props, ...change });
  const template = Template.fromStack(stack);
  const statements = (description: string): Statement[] => {
    const [key] = Object.values(
      template.findResources('AWS::KMS::Key', { Properties: { Description: Match.stringLikeRegexp(description) } }),
    );
    return (key as { Properties: { KeyPolicy: { Statement: Statement[] } } }).Properties.KeyPolicy.Statement;
  };
  return { template, statements };
}
const actionsOf = (statement: Statement): string[] => [statement.Action].flat();

test('nothing is open in the packs, nor in Control Tower', () => {
  const stack = testStack();
  new KeyRing(stack, 'Keys', props);
  expect(openFindings(stack)).toEqual([]);
  expect(guardFindings(stack)).toEqual([]);
});

test('each class has a rotated key of its own that outlives its stack', () => {
  const { template } = made();
  template.resourcePropertiesCountIs('AWS::KMS::Key', { EnableKeyRotation: true }, 2);
  template.allResources('AWS::KMS::Key', Match.objectLike({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' }));
  template.hasResourceProperties('AWS::KMS::Alias', { AliasName: 'alias/acme-llm-raw' });
});

test('who verifies may read the settings of every key, the signing key too, and use none', () => {
  const { template, statements } = made({ inspectorArns: [role('verify')] });
  const keys = Object.keys(template.findResources('AWS::KMS::Key'));
  expect(keys).toHaveLength(3);
  for (const description of ['class raw', 'class curated', 'signs manifests']) {
    const own = statements(description).filter(({ Condition }) =>
      JSON.stringify(Condition ?? {}).includes(role('verify')),
    );
    expect(own.flatMap(actionsOf)).toEqual([
      'kms:DescribeKey',
      'kms:GetKeyPolicy',
      'kms:GetKeyRotationStatus',
      'kms:ListGrants',
    ]);
    expect(own.map(({ Condition }) => Condition)).toEqual([{ ArnEquals: { 'aws:PrincipalArn': role('verify') } }]);
  }
});

test('an administrator can neither encrypt nor decrypt, nor hand out a grant', () => {
  const allowed = made()
    .statements('class raw')
    .filter((statement) => statement.Effect === 'Allow')
    .filter((statement) => JSON.stringify(statement.Principal).includes('role/administrator'))
    .flatMap(actionsOf);
  expect(allowed.sort()).toEqual([...KEY_ADMINISTRATION].sort());
  expect(allowed).not.toContainEqual(expect.stringMatching(/Decrypt|Encrypt|GenerateDataKey|CreateGrant|Sign|\*/));
});

test('a role uses a key through S3 and for its one bucket only', () => {
  const [use] = made()
    .statements('class curated')
    .filter((statement) => actionsOf(statement).includes('kms:Decrypt') && statement.Effect === 'Allow');
  expect(use?.Condition).toEqual({
    ArnEquals: { 'aws:PrincipalArn': role('train') },
    StringEquals: {
      'kms:ViaService': 's3.eu-central-1.amazonaws.com',
      'kms:EncryptionContext:aws:s3:arn': 'arn:aws:s3:::curated-bucket',
    },
  });
});

test('who writes a class cannot decrypt it, and who reads another class gets nothing here', () => {
  const raw = made().statements('class raw');
  const decrypting = raw.filter(
    (statement) => statement.Effect === 'Allow' && actionsOf(statement).includes('kms:Decrypt'),
  );
  expect(decrypting).toEqual([]);
  expect(JSON.stringify(raw)).not.toContain('role/train');
});

test('the account as a whole is given nothing: IAM alone opens no key', () => {
  for (const statement of made().statements('class raw')) {
    if (statement.Effect !== 'Allow' || !JSON.stringify(statement.Principal).includes(':root')) continue;
    expect(statement.Condition?.['ArnEquals']?.['aws:PrincipalArn']).toBeDefined();
  }
});

test('what comes from outside the organisation is denied', () => {
  const [deny] = made()
    .statements('class raw')
    .filter((statement) => statement.Effect === 'Deny');
  expect(deny?.Condition?.['StringNotEqualsIfExists']).toEqual({ 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' });
});

test('the signing key signs with one algorithm, and verifiers cannot sign', () => {
  const statements = made().statements('signs manifests');
  const signing = statements.filter(
    (statement) => actionsOf(statement).includes('kms:Sign') && statement.Effect === 'Allow',
  );
  expect(signing).toHaveLength(1);
  expect(signing[0]?.Condition).toMatchObject({
    ArnEquals: { 'aws:PrincipalArn': [role('curate')] },
    StringEquals: { 'kms:SigningAlgorithm': 'ECDSA_SHA_256' },
  });
});

test('an administrator who would also use a key is refused', () => {
  expect(() => made({ administratorArns: [role('train')] })).toThrow(
    expect.objectContaining({ code: 'KEY_ADMINISTRATOR_USES_KEY' }),
  );
});

test('a class without a key is asked for in vain, and the answer says which there are', () => {
  const ring = new KeyRing(testStack(), 'Keys', props);
  expect(() => ring.key(DataClass.MODEL)).toThrow(/raw, curated/);
});

import { Duration } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { DataVault, type DataVaultProps } from '../../../constructs/vault/data-vault';
import { VaultAccess } from '../../../constructs/vault/vault-door';
import { allowed } from '../../support/bucket-policy';
import { discard, testStack } from '../../support/compliance';
import { bucketName, ORGANIZATION, role } from './world';

const BUCKET = `arn:aws:s3:::${bucketName('curated')}`;

/** A vault in which `drive` reads everything and clears `datasets/`, and `read` only reads. */
function vault(change: Partial<DataVaultProps> = {}): Template {
  const stack = testStack();
  new DataVault(stack, 'Vault', {
    bucketName: bucketName('curated'),
    key: Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:eu-central-1:111122223333:key/1'),
    organizationId: ORGANIZATION,
    accessLogs: Bucket.fromBucketName(stack, 'AccessLogs', 'acme-llm-access-logs'),
    retention: Duration.days(365),
    doors: [
      { principalArn: role('drive'), access: VaultAccess.READ, prefix: '' },
      { principalArn: role('drive'), access: VaultAccess.CLEAR, prefix: 'datasets/' },
      { principalArn: role('read'), access: VaultAccess.READ, prefix: '' },
    ],
    ...change,
  });
  const template = Template.fromStack(stack);
  discard(stack);
  return template;
}

function may(template: Template, name: string, action: string, key = 'datasets/a'): boolean {
  const keys = {
    'aws:PrincipalOrgID': ORGANIZATION,
    'aws:PrincipalIsAWSService': 'false',
    'aws:SecureTransport': 'true',
    's3:TlsVersion': '1.3',
    'aws:ViaAWSService': 'false',
  };
  return allowed(template, BUCKET, { principal: role(name), action, resource: `${BUCKET}/${key}`, keys });
}

test('a door to clear lets its role hide objects below its prefix, and nowhere else', () => {
  const template = vault();
  expect(may(template, 'drive', 's3:DeleteObject')).toBe(true);
  expect(may(template, 'drive', 's3:DeleteObject', 'labels/a')).toBe(false);
});

test('it removes no version and shortens no lock', () => {
  const template = vault();
  for (const action of ['s3:DeleteObjectVersion', 's3:PutObjectRetention', 's3:BypassGovernanceRetention'])
    expect(may(template, 'drive', action)).toBe(false);
});

test('nobody else gains anything by it, and where there is none, nobody hides anything', () => {
  expect(may(vault(), 'read', 's3:DeleteObject')).toBe(false);
  expect(may(vault(), 'stranger', 's3:DeleteObject')).toBe(false);
  const doors = [{ principalArn: role('drive'), access: VaultAccess.READ, prefix: '' }];
  expect(may(vault({ doors }), 'drive', 's3:DeleteObject')).toBe(false);
});

test('a door to clear is no door to read or write', () => {
  const doors = [{ principalArn: role('drive'), access: VaultAccess.CLEAR, prefix: 'datasets/' }];
  for (const action of ['s3:GetObject', 's3:PutObject']) expect(may(vault({ doors }), 'drive', action)).toBe(false);
});

test('the role that may remove is denied nothing by doors of others', () => {
  const [policy] = Object.values(vault({ overrideArn: role('break-glass') }).findResources('AWS::S3::BucketPolicy'));
  const { Statement } = (policy as { Properties: { PolicyDocument: { Statement: Record<string, unknown>[] } } })
    .Properties.PolicyDocument;
  const clear = Statement.find(({ Sid }) => Sid === 'DenyClearByOthers');
  expect(clear?.['Condition']).toEqual({ ArnNotEquals: { 'aws:PrincipalArn': [role('break-glass'), role('drive')] } });
});

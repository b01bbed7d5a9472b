import type { Resource as Governed } from '../../iam/world';
import type { Facts } from '../facts';
import type { Refusal } from './refused';
import { organisationsIn, somebody, stranger } from './somebody';

/** Which actions over an unencrypted connection a policy must refuse, by the service in the resource's ARN. */
const TRANSPORT: Readonly<Record<string, readonly string[]>> = {
  s3: ['s3:*'],
  sqs: ['sqs:*'],
  sns: ['sns:Publish', 'sns:Subscribe'],
  'execute-api': ['execute-api:Invoke'],
};

/** Requests over plain HTTP, and over TLS that is older than 1.2. */
export function refusalsOfTransport(_facts: Facts, resource: Governed): readonly Refusal[] {
  const service = resource.arn.split(':')[2] ?? '';
  const action = Object.hasOwn(TRANSPORT, service) ? TRANSPORT[service] : undefined;
  if (!action) return [];
  const principal = somebody(resource.account);
  const asked = { principal, action, resource: resource.covers ?? [resource.arn] };
  return [
    { what: 'plain HTTP', ...asked, given: { 'aws:SecureTransport': 'false' } },
    ...(service === 's3'
      ? [{ what: 'TLS before 1.2', ...asked, given: { 'aws:SecureTransport': 'true', 's3:TlsVersion': '1.1' } }]
      : []),
  ];
}

/** What data is used through, by the service in the resource's ARN. */
const DATA_USE: Readonly<Record<string, readonly string[]>> = {
  s3: ['s3:GetObject', 's3:PutObject', 's3:DeleteObject', 's3:ListBucket', 's3:PutBucketPolicy'],
  kms: ['kms:CreateGrant', 'kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey', 'kms:Sign'],
  'execute-api': ['execute-api:Invoke'],
};

/** Everyone outside of the organisation that the templates name, where they name one. */
export function refusalsOfPerimeter(facts: Facts, resource: Governed): readonly Refusal[] {
  const organisations = organisationsIn(facts);
  const service = resource.arn.split(':')[2] ?? '';
  const action = Object.hasOwn(DATA_USE, service) ? DATA_USE[service] : undefined;
  if (organisations.length === 0 || !action || !facts.declared.platform) return [];
  return [
    {
      what: 'principals of other organisations',
      principal: stranger(facts),
      action,
      resource: resource.covers ?? [resource.arn],
      given: { 'aws:PrincipalOrgID': { noneOf: organisations } },
    },
  ];
}

/** Grants on a key by anyone but a service for its own use. */
export function refusalsOfGrants(facts: Facts, resource: Governed): readonly Refusal[] {
  if (resource.kind !== 'key' || !facts.declared.platform) return [];
  return [
    {
      what: 'grants by principals',
      principal: somebody(resource.account),
      action: 'kms:CreateGrant',
      resource: resource.arn,
      given: { 'kms:GrantIsForAWSResource': { noneOf: ['true'] } },
    },
  ];
}

import type { Stack } from 'aws-cdk-lib';
import { AnyPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Template } from 'aws-cdk-lib/assertions';
import { KeyRing } from '../../../constructs/keys/key-ring';
import { DataClass } from '../../../contract/data-class';
import { testStack } from '../../support/compliance';

export const ACCOUNT = '111122223333';
export const REGION = 'eu-central-1';
export const ORGANIZATION = 'o-abcdefghij';
export const AUDITOR = `arn:aws:iam::${ACCOUNT}:role/acme-audit`;
export const BREAK_GLASS = `arn:aws:iam::${ACCOUNT}:role/acme-break-glass`;
export const DEPLOYMENT = `arn:aws:iam::${ACCOUNT}:role/cdk-hnb659fds-cfn-exec-role-${ACCOUNT}-${REGION}`;
export const ARCHIVE = `arn:aws:s3:::acme-log-archive-${ACCOUNT}-${REGION}`;

/** What Control Tower asks of every key, so that its rules speak of the logs only. */
const GRANTS_TO_SERVICES_ONLY = new PolicyStatement({
  effect: Effect.DENY,
  principals: [new AnyPrincipal()],
  actions: ['kms:CreateGrant'],
  resources: ['*'],
  conditions: { BoolIfExists: { 'kms:GrantIsForAWSResource': 'false', 'aws:PrincipalIsAWSService': 'false' } },
});

/** A stack with the log class's key, and a topic that hears alarms. */
export function logStack(): { stack: Stack; key: IKey; alarmTopic: Topic } {
  const stack = testStack();
  const ring = new KeyRing(stack, 'Keys', {
    name: 'acme',
    organizationId: ORGANIZATION,
    dataClasses: [DataClass.LOG],
    administratorArns: [`arn:aws:iam::${ACCOUNT}:role/acme-key-admin`],
  });
  const key = ring.key(DataClass.LOG);
  key.addToResourcePolicy(GRANTS_TO_SERVICES_ONLY);
  return { stack, key, alarmTopic: new Topic(stack, 'Alarms', { masterKey: key, enforceSSL: true }) };
}

export interface Statement {
  readonly Sid?: string;
  readonly Effect: string;
  readonly Principal: string | Record<string, unknown>;
  readonly Action: string | string[];
  readonly Resource?: string | string[];
  readonly NotResource?: string | string[];
  readonly Condition?: Record<string, Record<string, string | string[]>>;
}

interface Resource {
  readonly Properties: Record<string, unknown>;
}

/** The statements of a policy resource, with the references to buckets and keys written out as names. */
export function statementsOf(stack: Stack, type: string, property: string, mark: string): Statement[] {
  const resources = Template.fromStack(stack).findResources(type) as Record<string, Resource>;
  const found = Object.entries(resources).find(([id]) => id.includes(mark));
  if (!found) throw new Error(`no ${type} with ${mark}`);
  return (literal(found[1].Properties[property]) as { Statement: Statement[] }).Statement;
}

function literal(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(literal);
  if (typeof value !== 'object' || value === null) return value;
  const { 'Fn::Join': join, 'Fn::GetAtt': attribute } = value as {
    'Fn::Join'?: [string, unknown[]];
    'Fn::GetAtt'?: string[];
  };
  if (attribute) return nameOf(attribute[0] ?? '');
  if (join) return join[1].map(literal).join(join[0]);
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, literal(field)]));
}

function nameOf(id: string): string {
  if (id.includes('Archive')) return ARCHIVE;
  if (id.includes('AccessLogs')) return `arn:aws:s3:::acme-access-logs-${ACCOUNT}-${REGION}`;
  return id.startsWith('Keys') ? `arn:aws:kms:${REGION}:${ACCOUNT}:key/log` : id;
}

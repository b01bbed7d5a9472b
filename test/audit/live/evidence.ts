import { GetObjectCommand, ListObjectsV2Command, NoSuchKey } from '@aws-sdk/client-s3';
import type { AwsStub } from 'aws-sdk-client-mock';
import type { S3ClientResolvedConfig, ServiceInputTypes, ServiceOutputTypes } from '@aws-sdk/client-s3';
import { sha256 } from '../../../audit/evidence/digest';
import { ledgerJson } from '../../../audit/evidence/ledger-json';
import { manifestJson } from '../../../audit/evidence/manifest';
import type { AuditResult } from '../../../audit/result';

export const ACCOUNT = '111122223333';
export const BUCKET = 'acme-llm-evidence';
const OTHER_ACCOUNT = '444455556666';

const queue = (properties: object) => ({ Resources: { Letters: { Type: 'AWS::SQS::Queue', Properties: properties } } });
const artifact = (account: string, stackName: string) => ({
  type: 'aws:cloudformation:stack',
  environment: `aws://${account}/eu-central-1`,
  properties: { templateFile: `${stackName}.template.json`, stackName },
});

/** What `rampart audit` wrote of two stacks in two accounts, by name below `deployed/`. */
export function evidence(): Map<string, string> {
  const app = JSON.stringify(queue({ QueueName: 'letters', MessageRetentionPeriod: 1209600 }));
  const other = JSON.stringify(queue({ QueueName: 'elsewhere' }));
  const named = (stack: string, text: string, account: string) => ({
    stack,
    path: stack,
    file: `${stack}.template.json`,
    sha256: sha256(text),
    account,
    region: 'eu-central-1',
    after: [],
    types: {},
  });
  const audited: AuditResult = {
    date: '2026-11-25',
    tools: {},
    templates: [named('app', app, ACCOUNT), named('other', other, OTHER_ACCOUNT)],
    rows: [],
    problems: [],
    access: { stacks: [], rows: [], problems: [] },
  };
  const ledger = ledgerJson(audited);
  return new Map([
    ['manifest.json', manifestJson(audited, new Map([['ledger.json', ledger]]), true)],
    ['ledger.json', ledger],
    [
      'templates/manifest.json',
      JSON.stringify({ artifacts: { app: artifact(ACCOUNT, 'app'), other: artifact(OTHER_ACCOUNT, 'other') } }),
    ],
    ['templates/app.template.json', app],
    ['templates/other.template.json', other],
    // An asset's file is not read, whatever it is named.
    ['templates/asset.0123/app.template.json', '{"Resources":{}}'],
  ]);
}

/** A bucket that holds it, listed two objects a page. */
export function holds(
  s3: AwsStub<ServiceInputTypes, ServiceOutputTypes, S3ClientResolvedConfig>,
  files: Map<string, string>,
): void {
  const keys = [...files.keys()].filter((name) => name.startsWith('templates/')).sort();
  s3.on(ListObjectsV2Command).callsFake(
    ({ Bucket, Prefix, ContinuationToken: token = '0' }: Record<string, string>) => {
      expect([Bucket, Prefix]).toEqual([BUCKET, 'deployed/templates/']);
      const at = Number(token);
      const Contents = keys
        .slice(at, at + 2)
        .map((name) => ({ Key: `deployed/${name}`, Size: files.get(name)?.length }));
      return { Contents, ...(at + 2 < keys.length ? { NextContinuationToken: String(at + 2) } : {}) };
    },
  );
  s3.on(GetObjectCommand).callsFake(({ Bucket, Key }: { Bucket: string; Key: string }) => {
    const text = Bucket === BUCKET ? files.get(Key.replace(/^deployed\//, '')) : undefined;
    if (text === undefined) throw new NoSuchKey({ message: 'none', $metadata: {} });
    return { Body: { transformToString: () => Promise.resolve(text) } };
  });
}

import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { readTemplates } from '../../audit/assembly/read-templates';
import { sha256 } from '../../audit/evidence/digest';
import { ledgerJson } from '../../audit/evidence/ledger-json';
import { manifestJson } from '../../audit/evidence/manifest';
import type { Credentials } from '../emulator/emulator';
import type { Platform } from '../emulator/platform';

const ACCOUNT = '111122223333';
const BUCKET = `acme-llm-evidence-${ACCOUNT}-eu-central-1`;
/** Region and account of the minimal config, as an ARN has them. */
export const HERE = `eu-central-1:${ACCOUNT}`;

/** Puts what an audit would have written of a deployed platform into its vault of evidence, as the role that is for it. */
export async function record(platform: Platform): Promise<void> {
  const s3 = await storeAs(platform, 'record');
  for (const [name, Body] of evidenceOf(platform.assembly)) {
    await s3.send(new PutObjectCommand({ Bucket: BUCKET, Key: `deployed/${name}`, Body }));
  }
}

/** Starts the function of the blueprint as its schedule would, and reads its result as an auditor. */
export async function runDeployed(
  platform: Platform,
  time: string,
): Promise<{ readonly result: unknown; readonly error: string | undefined }> {
  const lambda = new LambdaClient(platform.emulator.access);
  const Payload = JSON.stringify({ time });
  const answer = await lambda.send(new InvokeCommand({ FunctionName: 'acme-llm-verify', Payload }));
  if (answer.FunctionError !== undefined) return { result: undefined, error: answer.Payload?.transformToString() };
  const s3 = await storeAs(platform, 'audit');
  const Key = `verifications/${time.replaceAll(':', '-')}-${ACCOUNT}.json`;
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: BUCKET, Key }));
  return { result: JSON.parse((await Body?.transformToString()) ?? ''), error: undefined };
}

/** S3 as a role of the platform calls it. */
async function storeAs({ emulator }: Platform, stage: string): Promise<S3Client> {
  const sts = new STSClient(emulator.access);
  const RoleArn = `arn:aws:iam::${ACCOUNT}:role/acme-llm-${stage}`;
  const { Credentials: given } = await sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'test' }));
  const credentials: Credentials = {
    accessKeyId: given?.AccessKeyId ?? '',
    secretAccessKey: given?.SecretAccessKey ?? '',
    sessionToken: given?.SessionToken ?? '',
  };
  return new S3Client({ ...emulator.access, credentials, forcePathStyle: true });
}

function evidenceOf(assembly: string): Map<string, string> {
  const { templates } = readTemplates(assembly);
  const audited = {
    date: '2026-11-26',
    tools: {},
    templates: templates.map(({ id, stackName, file, text, account, region }) => ({
      stack: stackName,
      path: id,
      file: relative(assembly, file),
      sha256: sha256(text),
      ...(account === undefined ? {} : { account }),
      ...(region === undefined ? {} : { region }),
      after: [],
      types: {},
    })),
    rows: [],
    problems: [],
    access: { stacks: [], rows: [], problems: [] },
  };
  const ledger = ledgerJson(audited);
  const files = readdirSync(assembly).filter((name) => /(^manifest|\.template|\.assets)\.json$/.test(name));
  return new Map([
    ['manifest.json', manifestJson(audited, new Map([['ledger.json', ledger]]), true)],
    ['ledger.json', ledger],
    ...files.map((name) => [`templates/${name}`, readFileSync(join(assembly, name), 'utf8')] as const),
  ]);
}

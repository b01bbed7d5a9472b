import {
  GetFunctionCommand,
  GetFunctionConcurrencyCommand,
  GetFunctionEventInvokeConfigCommand,
  type FunctionConfiguration,
} from '@aws-sdk/client-lambda';
import { isResolvedMap, type Resolved, type ResolvedMap } from '../../assembly/value';
import { NotReadable } from '../failure';
import { gather, single, text, told, type Live, type Reader } from '../reader';
import type { Extra } from '../verdict';
import { assetDigest } from './asset';
import { functionName, permission, POLICY, statementsOf, type Statement } from './lambda-permissions';

const GONE = ['ResourceNotFoundException'];

export const FUNCTIONS: Reader = {
  types: ['AWS::Lambda::Function'],
  calls: {
    ...POLICY,
    's3:GetObject': ['s3:GetObject'],
    'lambda:GetFunction': ['lambda:GetFunction'],
    'lambda:GetFunctionConcurrency': ['lambda:GetFunctionConcurrency'],
  },
  defaults: {
    Architectures: ['x86_64'],
    EphemeralStorage: { Size: 512 },
    MemorySize: 128,
    PackageType: 'Zip',
    Timeout: 3,
    TracingConfig: { Mode: 'PassThrough' },
  },
  async read({ physicalId: FunctionName, properties: meant }, live) {
    const { lambda } = live.clients;
    let arn = '';
    const configuration = (): Promise<FunctionConfiguration> =>
      live.once(`function ${FunctionName}`, async () => {
        const { Configuration = {} } = await lambda.send(new GetFunctionCommand({ FunctionName }));
        return Configuration;
      });
    const found = await gather(
      [
        {
          of: CONFIGURED,
          read: async () => {
            const of = await configuration();
            arn = of.FunctionArn ?? '';
            return configured(of, meant);
          },
        },
        {
          of: ['Code'],
          read: async () => ({ Code: await codeOf(live, (await configuration()).CodeSha256, meant['Code']) }),
        },
        {
          of: ['ReservedConcurrentExecutions'],
          read: async () => {
            const answer = await lambda.send(new GetFunctionConcurrencyCommand({ FunctionName }));
            return { ReservedConcurrentExecutions: answer.ReservedConcurrentExecutions };
          },
        },
        { of: ['(permissions)'], read: async () => ({ '(permissions)': await statementsOf(live, FunctionName) }) },
      ],
      GONE,
    );
    return found.kind === 'read' ? { ...found, ...(arn === '' ? {} : { attributes: { Arn: arn } }) } : found;
  },
  settle({ physicalId }, { properties }, beside) {
    const { '(permissions)': found, ...rest } = properties;
    const meant = beside
      .ofType('AWS::Lambda::Permission')
      .filter(({ properties: one }) => functionName(text(one['FunctionName'])) === physicalId);
    const sids = new Set(meant.map(({ physicalId: sid }) => sid));
    return {
      properties: rest,
      extras: ((found as readonly Statement[] | undefined) ?? [])
        .filter(({ Sid = '' }) => !sids.has(Sid))
        .map((statement): Extra => ({
          kind: 'permission',
          id: statement.Sid ?? '',
          detail: `a statement of the function's policy that no template has: ${JSON.stringify(statement).slice(0, 300)}`,
          type: 'AWS::Lambda::Permission',
          properties: { FunctionName: physicalId, ...permission(statement) },
        })),
    };
  },
};

const CONFIGURED = [
  'Architectures',
  'DeadLetterConfig',
  'Description',
  'Environment',
  'EphemeralStorage',
  'FunctionName',
  'Handler',
  'KmsKeyArn',
  'Layers',
  'LoggingConfig',
  'MemorySize',
  'PackageType',
  'Role',
  'Runtime',
  'Timeout',
  'TracingConfig',
  'VpcConfig',
];

function configured(of: FunctionConfiguration, meant: ResolvedMap): Readonly<Record<string, unknown>> {
  const { LoggingConfig: logging, VpcConfig: vpc } = of;
  const declared = meant['LoggingConfig'];
  const asked = typeof declared === 'object' && declared !== null ? Object.keys(declared) : [];
  return {
    Architectures: of.Architectures,
    DeadLetterConfig: of.DeadLetterConfig,
    Description: of.Description,
    Environment: of.Environment && { Variables: of.Environment.Variables },
    EphemeralStorage: of.EphemeralStorage,
    FunctionName: 'FunctionName' in meant ? of.FunctionName : undefined,
    Handler: of.Handler,
    KmsKeyArn: of.KMSKeyArn,
    Layers: of.Layers?.map(({ Arn }) => Arn),
    // Lambda fills in the rest of it.
    LoggingConfig: logging && Object.fromEntries(Object.entries(logging).filter(([key]) => asked.includes(key))),
    MemorySize: of.MemorySize,
    PackageType: of.PackageType,
    Role: of.Role,
    Runtime: of.Runtime,
    Timeout: of.Timeout,
    TracingConfig: of.TracingConfig,
    VpcConfig: vpc && told({ SecurityGroupIds: vpc.SecurityGroupIds, SubnetIds: vpc.SubnetIds }),
  };
}

/** The meant code where the function runs just that, else the hash of what it runs. */
async function codeOf(live: Live, hash: string | undefined, meant: Resolved | undefined): Promise<unknown> {
  const bucket = isResolvedMap(meant) ? text(meant['S3Bucket']) : '';
  const key = isResolvedMap(meant) ? text(meant['S3Key']) : '';
  if (bucket === '' || key === '') {
    throw new NotReadable({ kind: 'no reader', detail: 'only code that lies in a bucket can be told by its hash' });
  }
  return (await assetDigest(live, bucket, key)) === hash ? meant : `other code, SHA-256 ${hash ?? 'unknown'}`;
}

export const INVOKE_CONFIGS: Reader = {
  types: ['AWS::Lambda::EventInvokeConfig'],
  calls: { 'lambda:GetFunctionEventInvokeConfig': ['lambda:GetFunctionEventInvokeConfig'] },
  defaults: { MaximumRetryAttempts: 2 },
  read: ({ properties }, { clients: { lambda } }) =>
    single(GONE, async () => {
      const FunctionName = functionName(text(properties['FunctionName']));
      const Qualifier = text(properties['Qualifier']);
      const answer = await lambda.send(new GetFunctionEventInvokeConfigCommand({ FunctionName, Qualifier }));
      const { OnFailure, OnSuccess } = answer.DestinationConfig ?? {};
      return {
        FunctionName: properties['FunctionName'],
        Qualifier,
        MaximumEventAgeInSeconds: answer.MaximumEventAgeInSeconds,
        MaximumRetryAttempts: answer.MaximumRetryAttempts,
        DestinationConfig: {
          OnFailure: OnFailure?.Destination === undefined ? undefined : OnFailure,
          OnSuccess: OnSuccess?.Destination === undefined ? undefined : OnSuccess,
        },
      };
    }),
};

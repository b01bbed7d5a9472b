import { BedrockClient, GetModelInvocationLoggingConfigurationCommand } from '@aws-sdk/client-bedrock';
import { CreateFlowLogsCommand, CreateVpcCommand, DescribeFlowLogsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import {
  CreateKeyCommand,
  DisableKeyCommand,
  EnableKeyRotationCommand,
  EncryptCommand,
  GetKeyRotationStatusCommand,
  KMSClient,
  ScheduleKeyDeletionCommand,
} from '@aws-sdk/client-kms';
import { CreateFunctionCommand, GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { EnableMacieCommand, GetMacieSessionCommand, Macie2Client } from '@aws-sdk/client-macie2';
import {
  CreateBucketCommand,
  GetBucketNotificationConfigurationCommand,
  PutBucketNotificationConfigurationCommand,
  PutBucketPolicyCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import {
  CreateEndpointConfigCommand,
  CreateModelCommand,
  DescribeModelCommand,
  SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { Emulator } from '../emulator/emulator';
import { Clients } from '../emulator/readback/reading';
import { KEPT_PROBES } from '../emulator/kept-probes';

const ACCOUNT = '111122223333';

interface Probe {
  /** The behaviour of AWS that the repair restores. */
  readonly behaviour: string;
  readonly ask: (clients: Clients) => Promise<unknown>;
  readonly repaired: unknown;
  readonly unrepaired: unknown;
}

/** An error's name where a call fails. */
async function nameOr<T>(call: Promise<T>, read: (answer: T) => unknown = () => 'went through'): Promise<unknown> {
  try {
    return read(await call);
  } catch (error) {
    return error instanceof Error ? error.name : 'failed';
  }
}

async function newKey(clients: Clients): Promise<string> {
  const { KeyMetadata } = await clients.of(KMSClient).send(new CreateKeyCommand({}));
  return KeyMetadata?.KeyId ?? '';
}

async function newBucket(clients: Clients, Bucket: string): Promise<string> {
  const CreateBucketConfiguration = { LocationConstraint: 'eu-central-1' } as const;
  await clients.of(S3Client).send(new CreateBucketCommand({ Bucket, CreateBucketConfiguration }));
  return Bucket;
}

async function newRole(clients: Clients, RoleName: string): Promise<string> {
  const AssumeRolePolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [] });
  const { Role } = await clients.of(IAMClient).send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }));
  return Role?.Arn ?? '';
}

const EMPTY_ZIP = Buffer.concat([Buffer.from('PK\u0005\u0006'), Buffer.alloc(18)]);
const QUEUE = `arn:aws:sqs:eu-central-1:${ACCOUNT}:letters`;

const PROBES: Readonly<Record<string, Probe>> = {
  ...KEPT_PROBES,
  unknown_keys_belong_to: {
    behaviour: 'keys act in their own account',
    ask: async (clients) => (await clients.of(STSClient).send(new GetCallerIdentityCommand({}))).Account,
    repaired: ACCOUNT,
    unrepaired: '123456789012',
  },
  disabled_keys_refuse: {
    behaviour: 'a key that is disabled, or waits for its deletion, does not encrypt',
    ask: async (clients) => {
      const kms = clients.of(KMSClient);
      const [disabled, leaving] = [await newKey(clients), await newKey(clients)];
      await kms.send(new DisableKeyCommand({ KeyId: disabled }));
      await kms.send(new ScheduleKeyDeletionCommand({ KeyId: leaving }));
      const use = (KeyId: string) => nameOr(kms.send(new EncryptCommand({ KeyId, Plaintext: Buffer.from('x') })));
      return [await use(disabled), await use(leaving), await use(await newKey(clients))];
    },
    repaired: ['DisabledException', 'KMSInvalidStateException', 'went through'],
    unrepaired: ['went through', 'went through', 'went through'],
  },
  bucket_policies_read_conditions: {
    behaviour: 'a bucket that denies plain HTTP takes what comes by TLS',
    ask: async (clients) => {
      const Bucket = await newBucket(clients, 'conditions');
      const s3 = clients.of(S3Client);
      const Condition = { Bool: { 'aws:SecureTransport': 'false' } };
      const Statement = {
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:*',
        Resource: `arn:aws:s3:::${Bucket}/*`,
        Condition,
      };
      const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [Statement] });
      await s3.send(new PutBucketPolicyCommand({ Bucket, Policy }));
      const put = async (headers: Record<string, string>) =>
        (await fetch(`${clients.access.endpoint}/${Bucket}/a`, { method: 'PUT', body: 'a', headers })).status;
      return [await put({}), await put({ 'x-emulated-transport': 'plain' })];
    },
    repaired: [200, 403],
    unrepaired: [403, 403],
  },
  no_invocation_logging_is_no_configuration: {
    behaviour: 'Bedrock answers without a configuration where none was put',
    ask: async (clients) =>
      (await clients.of(BedrockClient).send(new GetModelInvocationLoggingConfigurationCommand({}))).loggingConfig,
    repaired: undefined,
    unrepaired: {},
  },
  endpoints_run_on_todays_instances: {
    behaviour: 'SageMaker takes the types of instance that its API lists',
    ask: async (clients) => {
      const ExecutionRoleArn = `arn:aws:iam::${ACCOUNT}:role/model`;
      await clients.of(SageMakerClient).send(new CreateModelCommand({ ModelName: 'm', ExecutionRoleArn }));
      const variant = (InstanceType: string) => ({
        VariantName: 'v',
        ModelName: 'm',
        InitialInstanceCount: 1,
        InstanceType: InstanceType as 'ml.g5.2xlarge',
      });
      const put = (type: string, EndpointConfigName: string) =>
        nameOr(
          clients
            .of(SageMakerClient)
            .send(new CreateEndpointConfigCommand({ EndpointConfigName, ProductionVariants: [variant(type)] })),
        );
      return [await put('ml.g5.2xlarge', 'today'), await put('ml.q9.huge', 'never')];
    },
    repaired: ['went through', 'ValidationException'],
    unrepaired: ['ValidationException', 'ValidationException'],
  },
  rotation_says_its_period: {
    behaviour: 'KMS tells how often a key rotates',
    ask: async (clients) => {
      const KeyId = await newKey(clients);
      await clients.of(KMSClient).send(new EnableKeyRotationCommand({ KeyId, RotationPeriodInDays: 120 }));
      return (await clients.of(KMSClient).send(new GetKeyRotationStatusCommand({ KeyId }))).RotationPeriodInDays;
    },
    repaired: 120,
    unrepaired: undefined,
  },
  models_keep_their_isolation: {
    behaviour: 'SageMaker keeps that a model may not reach a network',
    ask: async (clients) => {
      const sagemaker = clients.of(SageMakerClient);
      const about = { ModelName: 'isolated', ExecutionRoleArn: `arn:aws:iam::${ACCOUNT}:role/model` };
      await sagemaker.send(new CreateModelCommand({ ...about, EnableNetworkIsolation: true }));
      return (await sagemaker.send(new DescribeModelCommand({ ModelName: 'isolated' }))).EnableNetworkIsolation;
    },
    repaired: true,
    unrepaired: false,
  },
  functions_keep_their_settings: {
    behaviour: "Lambda keeps a function's dead-letter queue",
    ask: async (clients) => {
      const lambda = clients.of(LambdaClient);
      const made = new CreateFunctionCommand({
        FunctionName: 'kept',
        Runtime: 'nodejs20.x',
        Handler: 'index.handler',
        Role: await newRole(clients, 'kept'),
        Code: { ZipFile: EMPTY_ZIP },
        DeadLetterConfig: { TargetArn: QUEUE },
      });
      await lambda.send(made);
      const is = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName: 'kept' }));
      return is.DeadLetterConfig?.TargetArn;
    },
    repaired: QUEUE,
    unrepaired: undefined,
  },
  buckets_say_whom_they_notify: {
    behaviour: "S3 tells that a bucket's events go to EventBridge",
    ask: async (clients) => {
      const Bucket = await newBucket(clients, 'notifying');
      const NotificationConfiguration = { EventBridgeConfiguration: {} };
      const s3 = clients.of(S3Client);
      await s3.send(new PutBucketNotificationConfigurationCommand({ Bucket, NotificationConfiguration }));
      const is = await s3.send(new GetBucketNotificationConfigurationCommand({ Bucket }));
      return is.EventBridgeConfiguration !== undefined;
    },
    repaired: true,
    unrepaired: false,
  },
  flow_logs_go_into_a_folder: {
    behaviour: "a flow log goes into a bucket's folder",
    ask: async (clients) => {
      const ec2 = clients.of(EC2Client);
      const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/24' }));
      const LogDestination = `arn:aws:s3:::${await newBucket(clients, 'flows')}/folder/`;
      const made = new CreateFlowLogsCommand({
        ResourceIds: [Vpc?.VpcId ?? ''],
        ResourceType: 'VPC',
        TrafficType: 'ALL',
        LogDestinationType: 's3',
        LogDestination,
      });
      await nameOr(ec2.send(made));
      return (await ec2.send(new DescribeFlowLogsCommand({}))).FlowLogs?.map((one) => one.LogDestination);
    },
    repaired: ['arn:aws:s3:::flows/folder/'],
    unrepaired: [],
  },
  macie_is_off_until_it_is_switched_on: {
    behaviour: 'an account has no Macie session before somebody enables one',
    ask: async (clients) => {
      // Without a zone in its times the session that is there cannot be read: that it is there is what is asked.
      const elsewhere = clients.elsewhere('us-east-1').of(Macie2Client);
      return nameOr(elsewhere.send(new GetMacieSessionCommand({})));
    },
    repaired: 'ResourceNotFoundException',
    unrepaired: 'TypeError',
  },
  macie_tells_times_with_a_zone: {
    behaviour: 'Macie tells times that the SDK reads',
    ask: async (clients) => {
      await clients.of(Macie2Client).send(new EnableMacieCommand({}));
      return nameOr(clients.of(Macie2Client).send(new GetMacieSessionCommand({})), ({ status }) => status);
    },
    repaired: 'ENABLED',
    unrepaired: 'TypeError',
  },
};

let repaired: Emulator;
let bare: Emulator;

beforeAll(async () => {
  const without = Emulator.repairs();
  [repaired, bare] = await Promise.all([
    Emulator.start(ACCOUNT, 'eu-central-1'),
    Emulator.start(ACCOUNT, 'eu-central-1', { without }),
  ]);
});

afterAll(async () => {
  await Promise.all([repaired?.stop(), bare?.stop()]);
});

test('every repair has its test here', () => {
  expect(Object.keys(PROBES).sort()).toEqual(Emulator.repairs());
});

test('a repair that does not exist cannot be left out', async () => {
  await expect(Emulator.start(ACCOUNT, 'eu-central-1', { without: ['gravity'] })).rejects.toThrow('no such repair');
});

for (const [name, { behaviour, ask, repaired: wanted, unrepaired }] of Object.entries(PROBES)) {
  test(`${name}: ${behaviour}; without the repair it is otherwise`, async () => {
    expect(await ask(new Clients(repaired.access))).toEqual(wanted);
    expect(await ask(new Clients(bare.access))).toEqual(unrepaired);
  });
}

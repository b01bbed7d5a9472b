import { createServer, request as httpRequest, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  BedrockClient,
  DeleteModelInvocationLoggingConfigurationCommand,
  GetModelInvocationLoggingConfigurationCommand,
  PutModelInvocationLoggingConfigurationCommand,
  type LoggingConfig,
} from '@aws-sdk/client-bedrock';
import { mockClient } from 'aws-sdk-client-mock';
import { InvocationContent } from '../../../contract/invocation-logging';
import { configurationFor } from '../../../stages/invocation-logging/configuration';
import { handle, type CloudFormationEvent } from '../../../stages/invocation-logging/handler';
import { sendResponse } from '../../../stages/invocation-logging/response';

const properties = {
  BucketName: 'acme-log-archive',
  KeyPrefix: 'invocation',
  LogGroupName: '/acme/bedrock-invocations',
  RoleArn: 'arn:aws:iam::111122223333:role/acme-invocation-delivery',
  Content: InvocationContent.METADATA,
};
const foreign: LoggingConfig = { s3Config: { bucketName: 'theirs' } };

interface Received {
  readonly method?: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Record<string, string>;
}

let server: Server;
let received: Received[];
/** Statuses that CloudFormation's address answers with, one a request; then 200. */
let answers: number[];
let lines: string[];
let pauses: number[];
const bedrock = mockClient(BedrockClient);

beforeAll((done) => {
  server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk: Buffer) => (text += chunk.toString()));
    request.on('end', () => {
      received.push({ method: request.method, headers: request.headers, body: JSON.parse(text) as Received['body'] });
      response.writeHead(answers.shift() ?? 200).end('answer');
    });
  }).listen(0, '127.0.0.1', done);
});
afterAll((done) => void server.close(done));

beforeEach(() => {
  [received, answers, lines, pauses] = [[], [], [], []];
  bedrock.reset();
  bedrock.on(PutModelInvocationLoggingConfigurationCommand).resolves({});
  bedrock.on(DeleteModelInvocationLoggingConfigurationCommand).resolves({});
  setCurrent(undefined);
});

function setCurrent(loggingConfig: LoggingConfig | undefined): void {
  bedrock.on(GetModelInvocationLoggingConfigurationCommand).resolves({ loggingConfig });
}

function address(): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/bucket/key?X-Amz-Signature=s3cr3t`;
}

const sleep = async (milliseconds: number): Promise<void> => void pauses.push(milliseconds);

async function run(event: Partial<CloudFormationEvent>): Promise<Received['body']> {
  await handle(
    {
      RequestType: 'Create',
      ResponseURL: address(),
      StackId: 'stack',
      RequestId: 'request',
      LogicalResourceId: 'Switch',
      ResourceProperties: properties,
      ...event,
    },
    {
      bedrock: new BedrockClient({ region: 'eu-central-1' }),
      sleep,
      log: (line) => lines.push(line),
      request: httpRequest,
    },
  );
  return received.at(-1)!.body;
}

const puts = (): number => bedrock.commandCalls(PutModelInvocationLoggingConfigurationCommand).length;
const deletes = (): number => bedrock.commandCalls(DeleteModelInvocationLoggingConfigurationCommand).length;

test('a create switches logging on and says so, once, at the signed address', async () => {
  const body = await run({});
  expect(body).toMatchObject({
    Status: 'SUCCESS',
    StackId: 'stack',
    RequestId: 'request',
    LogicalResourceId: 'Switch',
    PhysicalResourceId: expect.stringMatching(/^invocation-logging-[0-9a-f]{16}$/),
    NoEcho: true,
  });
  expect(received).toHaveLength(1);
  expect(received[0]).toMatchObject({ method: 'PUT', headers: { 'content-type': '' } });
  expect(bedrock.commandCalls(PutModelInvocationLoggingConfigurationCommand)[0]!.args[0].input).toEqual({
    loggingConfig: configurationFor(properties),
  });
});

test('a create that finds another owner fails, and the clean-up that follows touches nothing', async () => {
  setCurrent(foreign);
  const refused = await run({});
  expect(refused).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining('existing.invocationLogging') });
  // Even if by then the configuration is just what this stack would have put.
  setCurrent(configurationFor(properties));
  const cleaned = await run({ RequestType: 'Delete', PhysicalResourceId: refused.PhysicalResourceId });
  expect(cleaned).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: refused.PhysicalResourceId });
  expect([puts(), deletes()]).toEqual([0, 0]);
});

test('the clean-up after a create with unreadable properties succeeds', async () => {
  const failed = await run({ ResourceProperties: { ...properties, RoleArn: 7 } });
  expect(failed).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining('RoleArn') });
  const cleaned = await run({
    RequestType: 'Delete',
    PhysicalResourceId: failed.PhysicalResourceId,
    ResourceProperties: { RoleArn: 7 },
  });
  expect(cleaned.Status).toBe('SUCCESS');
});

test('a create whose put fails may own what is there, so that its clean-up removes it', async () => {
  bedrock.on(PutModelInvocationLoggingConfigurationCommand).rejects(new Error('connection lost'));
  const failed = await run({});
  expect(failed).toMatchObject({ Status: 'FAILED', Reason: 'Error: connection lost' });
  setCurrent(configurationFor(properties));
  await run({ RequestType: 'Delete', PhysicalResourceId: failed.PhysicalResourceId });
  expect(deletes()).toBe(1);
});

test('a create that is retried after it was done changes nothing and answers with the same id', async () => {
  const first = await run({});
  setCurrent(configurationFor(properties));
  expect((await run({})).PhysicalResourceId).toBe(first.PhysicalResourceId);
  expect(puts()).toBe(1);
});

test("a delete removes this stack's configuration only", async () => {
  setCurrent(foreign);
  const PhysicalResourceId = 'invocation-logging-0123456789abcdef';
  expect(await run({ RequestType: 'Delete', PhysicalResourceId })).toMatchObject({ Status: 'SUCCESS' });
  expect(deletes()).toBe(0);
  setCurrent(configurationFor(properties));
  await run({ RequestType: 'Delete', PhysicalResourceId });
  expect(deletes()).toBe(1);
});

test('an update keeps the id, so that CloudFormation does not delete after it', async () => {
  setCurrent(configurationFor(properties));
  const body = await run({
    RequestType: 'Update',
    PhysicalResourceId: 'invocation-logging-x',
    ResourceProperties: { ...properties, Content: InvocationContent.TEXT },
    OldResourceProperties: properties,
  });
  expect(body).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: 'invocation-logging-x' });
  expect(puts()).toBe(1);
});

test('a put waits for a new role to be known, and gives up in the end', async () => {
  const notYet = Object.assign(new Error('Failed to validate permissions for log group'), {
    name: 'ValidationException',
  });
  bedrock.on(PutModelInvocationLoggingConfigurationCommand).rejectsOnce(notYet).rejectsOnce(notYet).resolves({});
  expect((await run({})).Status).toBe('SUCCESS');
  expect(puts()).toBe(3);
  bedrock.on(PutModelInvocationLoggingConfigurationCommand).rejects(notYet);
  expect(await run({})).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining('log group') });
  expect(puts()).toBe(9);
});

test('the response is sent again after a fault of the server, and not after a refusal', async () => {
  answers = [503, 500];
  await run({});
  expect(received).toHaveLength(3);
  expect(pauses).toEqual([200, 400]);
  answers = [403];
  await expect(run({})).rejects.toMatchObject({ code: 'RESPONSE_REFUSED' });
});

test('a response that cannot be delivered fails the invocation, so that Lambda retries, and does not tell the address', async () => {
  const response = { Status: 'FAILED', Reason: 'x'.repeat(9000), PhysicalResourceId: 'p', StackId: 's' } as const;
  const whole = { ...response, RequestId: 'r', LogicalResourceId: 'l', NoEcho: true } as const;
  const dead = 'http://127.0.0.1:1/key?X-Amz-Signature=s3cr3t';
  const failure = sendResponse(dead, whole, { sleep, request: httpRequest });
  await expect(failure).rejects.toMatchObject({ code: 'RESPONSE_NOT_DELIVERED' });
  await expect(failure).rejects.toThrow(expect.not.stringContaining('s3cr3t'));
  await sendResponse(address(), whole, { sleep, request: httpRequest });
  expect(JSON.stringify(received[0]!.body).length).toBeLessThan(4096);
});

test('without TLS nothing is sent', async () => {
  const whole = { Status: 'SUCCESS', Reason: '', PhysicalResourceId: '', StackId: '', RequestId: '' } as const;
  const sent = sendResponse(address(), { ...whole, LogicalResourceId: '', NoEcho: true }, { sleep });
  await expect(sent).rejects.toThrow('ERR_INVALID_PROTOCOL');
  expect(received).toHaveLength(0);
});

test('no log line holds the signed address or the properties', async () => {
  await run({});
  setCurrent(foreign);
  await run({});
  expect(lines).toHaveLength(2);
  expect(lines.join()).not.toMatch(/s3cr3t|127\.0\.0\.1|acme-invocation-delivery/);
});

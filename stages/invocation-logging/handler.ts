import { setTimeout as sleep } from 'node:timers/promises';
import {
  BedrockClient,
  DeleteModelInvocationLoggingConfigurationCommand,
  GetModelInvocationLoggingConfigurationCommand,
  PutModelInvocationLoggingConfigurationCommand,
  type LoggingConfig,
} from '@aws-sdk/client-bedrock';
import { readProperties } from './configuration';
import { NOTHING_OURS, decide, type Decision, type LoggingRequest } from './decide';
import { isOwned, physicalId } from './ownership';
import { sendResponse, type Request } from './response';

/** The parts of CloudFormation's request that are used. */
export interface CloudFormationEvent {
  readonly RequestType: 'Create' | 'Update' | 'Delete';
  readonly ResponseURL: string;
  readonly StackId: string;
  readonly RequestId: string;
  readonly LogicalResourceId: string;
  readonly PhysicalResourceId?: string;
  readonly ResourceProperties: Readonly<Record<string, unknown>>;
  readonly OldResourceProperties?: Readonly<Record<string, unknown>>;
}

/** The world outside. */
export interface World {
  readonly bedrock: BedrockClient;
  readonly sleep: (milliseconds: number) => Promise<unknown>;
  readonly log: (line: string) => void;
  /** @default `node:https` */
  readonly request?: Request;
}

/** A new role is not known everywhere at once: Bedrock then says that it cannot write to the log group. */
const PUT_PAUSES = [2000, 4000, 8000, 16000, 30000];

/** Carries out CloudFormation's request and tells it the outcome. The event holds a signed address: it is never logged. */
export async function handle(event: CloudFormationEvent, world: World): Promise<void> {
  const identity = { stackId: event.StackId, logicalId: event.LogicalResourceId };
  let owned = event.RequestType !== 'Create';
  let status: 'SUCCESS' | 'FAILED' = 'SUCCESS';
  let reason: string;
  try {
    const decision = await decideOn(event, world.bedrock);
    // From the first attempt to put on, what is there may be ours, whatever the answer was.
    owned ||= decision.kind !== 'refuse';
    await carryOut(decision, world);
    if (decision.kind === 'refuse') status = 'FAILED';
    reason = describe(decision);
  } catch (error) {
    status = 'FAILED';
    reason = error instanceof Error ? `${error.name}: ${error.message}` : 'unknown error';
  }
  world.log(JSON.stringify({ request: event.RequestType, status, reason }));
  await sendResponse(
    event.ResponseURL,
    {
      Status: status,
      Reason: reason,
      PhysicalResourceId: event.PhysicalResourceId ?? physicalId(identity, owned),
      StackId: event.StackId,
      RequestId: event.RequestId,
      LogicalResourceId: event.LogicalResourceId,
      NoEcho: true,
    },
    { request: world.request, sleep: async (milliseconds) => void (await world.sleep(milliseconds)) },
  );
}

async function decideOn(event: CloudFormationEvent, bedrock: BedrockClient): Promise<Decision> {
  // The clean-up after a refused create must succeed whatever made the create fail, unreadable properties included.
  if (event.RequestType === 'Delete' && !isOwned(event.PhysicalResourceId)) return NOTHING_OURS;
  return decide(requestOf(event), await read(bedrock));
}

function requestOf(event: CloudFormationEvent): LoggingRequest {
  const desired = readProperties(event.ResourceProperties);
  if (event.RequestType === 'Create') return { kind: 'create', desired };
  if (event.RequestType === 'Delete') return { kind: 'delete', desired };
  return { kind: 'update', desired, previous: readProperties(event.OldResourceProperties ?? event.ResourceProperties) };
}

async function read(bedrock: BedrockClient): Promise<LoggingConfig | undefined> {
  return (await bedrock.send(new GetModelInvocationLoggingConfigurationCommand({}))).loggingConfig;
}

async function carryOut(decision: Decision, world: World): Promise<void> {
  if (decision.kind === 'remove') await world.bedrock.send(new DeleteModelInvocationLoggingConfigurationCommand({}));
  if (decision.kind === 'put') await put(decision.configuration, world);
}

async function put(loggingConfig: LoggingConfig, { bedrock, sleep: pause }: World): Promise<void> {
  for (const milliseconds of [...PUT_PAUSES, undefined]) {
    try {
      await bedrock.send(new PutModelInvocationLoggingConfigurationCommand({ loggingConfig }));
      return;
    } catch (error) {
      const mayPass = error instanceof Error && error.name === 'ValidationException';
      if (!mayPass || milliseconds === undefined) throw error;
      await pause(milliseconds);
    }
  }
}

function describe(decision: Decision): string {
  if (decision.kind === 'put') return 'invocation logging is on';
  if (decision.kind === 'remove') return 'invocation logging is off again';
  return decision.kind === 'leave' ? `left as it is: ${decision.why}` : decision.reason;
}

const bedrock = new BedrockClient({});

/** The entry that Lambda calls. */
export async function handler(event: CloudFormationEvent): Promise<void> {
  await handle(event, { bedrock, sleep, log: (line) => process.stdout.write(`${line}\n`) });
}

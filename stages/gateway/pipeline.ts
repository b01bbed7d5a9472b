import type { BedrockRuntimeClient } from '@aws-sdk/client-bedrock-runtime';
import type { SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import { GATEWAY_RESOURCE } from '../../contract/gateway';
import { askBedrock } from './bedrock';
import { bodyOf, type Body } from './body';
import { callerOf, type Caller } from './caller';
import { boundedJson } from './json';
import { withinTime, type Reply } from './model';
import { Refusal } from './refusal';
import { promptOf, type Prompt } from './request';
import { askSageMaker } from './sagemaker';
import { configuredModels, type Settings } from './settings';

/** The outside world, as the gateway sees it. */
export interface Gateway {
  readonly settings: Settings;
  readonly bedrock: Pick<BedrockRuntimeClient, 'send'>;
  readonly sagemaker: Pick<SageMakerRuntimeClient, 'send'>;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** Takes one line for the log. */
  readonly log: (line: string) => void;
}

/** One request on its way: each step adds what it found, and later steps rely on it. */
export interface Exchange {
  readonly event: APIGatewayProxyEvent;
  /** When the model must have answered, in milliseconds since 1970. */
  readonly deadline: number;
  caller?: Caller;
  body?: Body;
  prompt?: Prompt;
  reply?: Reply;
}

/** One thing that happens to a request. It refuses by throwing a `Refusal`. */
export type Step = (exchange: Exchange, gateway: Gateway) => Promise<void> | void;

const route: Step = ({ event }) => {
  if (event.httpMethod !== 'POST' || event.resource !== `/${GATEWAY_RESOURCE}`) {
    throw new Refusal('ROUTE_UNKNOWN', `only POST /${GATEWAY_RESOURCE} is served`);
  }
};

const authenticate: Step = (exchange, { settings }) => {
  exchange.caller = callerOf(exchange.event.requestContext?.identity, settings.callers);
};

const measure: Step = (exchange) => {
  exchange.body = bodyOf(exchange.event);
};

const validate: Step = (exchange, { settings }) => {
  exchange.prompt = promptOf(boundedJson(given(exchange.body).text), configuredModels(settings));
};

const forward: Step = async (exchange, { settings, bedrock, sagemaker, clock }) => {
  const prompt = given(exchange.prompt);
  exchange.reply = await withinTime(exchange.deadline - clock(), (signal) =>
    prompt.model === 'bedrock'
      ? askBedrock(bedrock, given(settings.bedrock), prompt, signal)
      : askSageMaker(sagemaker, given(settings.sagemaker), prompt, signal),
  );
};

/** What happens to a request, in this order. An inspection of prompts stands before `forward`, one of answers after it. */
export const STEPS: readonly Step[] = [route, authenticate, measure, validate, forward];

/** What an earlier step must have left. */
export function given<T>(value: T | undefined): T {
  if (value === undefined) throw new Refusal('INTERNAL', 'the gateway could not serve this request', 'StepOrder');
  return value;
}

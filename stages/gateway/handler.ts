import { BedrockRuntimeClient } from '@aws-sdk/client-bedrock-runtime';
import { SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime';
import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from 'aws-lambda';
import type { Gateway } from './pipeline';
import { serve } from './serve';
import { settingsFrom } from './settings';

let gateway: Gateway | undefined;

/** The gateway's entry behind API Gateway. The environment is read on the first request, so that loading the file needs nothing. */
export async function handler(event: APIGatewayProxyEvent, context: Context): Promise<APIGatewayProxyResult> {
  gateway ??= {
    settings: settingsFrom(process.env),
    // Two attempts: a busy model is not helped by more, and the caller is told.
    bedrock: new BedrockRuntimeClient({ maxAttempts: 2 }),
    sagemaker: new SageMakerRuntimeClient({ maxAttempts: 2 }),
    clock: Date.now,
    log: (line) => void process.stdout.write(`${line}\n`),
  };
  return serve(event, context, gateway);
}

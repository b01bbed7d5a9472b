import { S3Client } from '@aws-sdk/client-s3';
import { SNSClient } from '@aws-sdk/client-sns';
import { liveAccess } from '../live';
import { LiveError } from '../live/live-error';
import { run, type VerificationEvent } from './run';

/** What of Lambda's context is used. */
export interface Invocation {
  readonly invokedFunctionArn: string;
  getRemainingTimeInMillis(): number;
}

/** Kept of the time that the function has, in seconds: for templates before the calls, and for results after them. */
const KEPT = 120;

/** The entry of the scheduled verification. The environment is read with each event, so that loading the file needs nothing. */
export async function handler(event: VerificationEvent, context: Invocation): Promise<void> {
  const seconds = Math.floor(context.getRemainingTimeInMillis() / 1000) - KEPT;
  if (seconds <= 0) {
    throw new LiveError(
      'NO_TIME',
      `A verification takes more than ${KEPT} seconds, which is what the function has left.`,
    );
  }
  await run(event, {
    environment: process.env,
    account: context.invokedFunctionArn.split(':')[4] ?? '',
    // The evidence of several accounts lies in one of them, which may be in another region.
    s3: new S3Client({ followRegionRedirects: true }),
    sns: new SNSClient({}),
    access: await liveAccess({ environment: process.env, concurrency: 8, totalSeconds: seconds }),
    clock: Date.now,
    log: (line) => void process.stdout.write(`${line}\n`),
  });
}

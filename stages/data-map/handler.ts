import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import type { DataMapEvent } from '../../contract/data-stage';
import type { MapTask } from '../data/engine/map-engine';
import { runTask } from '../data/run/task';
import { awsContext, type DataWorld } from './aws-context';

let world: DataWorld | undefined;

/** Does one task of a run. What it made is in the bucket; the state machine learns the task's id only. */
export async function handler(event: DataMapEvent): Promise<{ readonly id: string }> {
  world ??= { s3: new S3Client({}), kms: new KMSClient({}), environment: process.env };
  return handle(event, world);
}

export async function handle(
  { dataset, prefix, task }: DataMapEvent,
  given: DataWorld,
): Promise<{ readonly id: string }> {
  const { id } = await runTask(task as MapTask, await awsContext(dataset, prefix, given));
  return { id };
}

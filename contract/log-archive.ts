import type { Environment } from './names';

/** Where each kind of log lies in the archive. Each service may write to its own prefix and nowhere else. */
export enum LogPrefix {
  TRAIL = 'trail',
  FLOW = 'flow',
  RESOLVER = 'resolver',
  INVOCATION = 'invocation',
}

/** Where AWS Config's history lies in the access-log bucket: Config delivers to no bucket with a default lock, so not to the archive. */
export const CONFIG_HISTORY_PREFIX = 'config';

/** Logs are kept for at least six months (EU AI Act, articles 19 and 26). */
export const MINIMUM_LOG_RETENTION_DAYS = 180;

/** The archive's bucket, unique over all accounts because it carries account and region. */
export function logArchiveBucketName(name: string, { account, region }: Environment): string {
  return `${name}-log-archive-${account}-${region}`;
}

/** The bucket that receives the server access logs of the buckets of one account and region. */
export function accessLogBucketName(name: string, { account, region }: Environment): string {
  return `${name}-access-logs-${account}-${region}`;
}

/** The trail that each account and region of the platform has. */
export function trailName(name: string): string {
  return `${name}-trail`;
}

/** The log group that alarms read the trail from. */
export function trailLogGroupName(name: string): string {
  return `/${name}/trail`;
}

/** The log group that Bedrock reports model invocations to. */
export function invocationLogGroupName(name: string): string {
  return `/${name}/bedrock-invocations`;
}

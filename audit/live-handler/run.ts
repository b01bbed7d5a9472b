import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import { LiveVerificationVariable, VERIFICATIONS_PREFIX } from '../../contract/live-verification';
import { countsOf, exitCodeOf, verifyLive, type LiveAccess, type Verification } from '../live';
import { LiveError } from '../live/live-error';
import { sarif } from '../live/sarif';
import { DeployedEvidence } from './deployed-evidence';
import { messageOf } from './message';
import { completed, countMetrics } from './metrics';

/** What EventBridge sends at its time. */
export interface VerificationEvent {
  /** ISO 8601 in UTC, to the second. */
  readonly time: string;
}

/** The world that a run needs. */
export interface RunWorld {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The account that is verified, twelve digits. */
  readonly account: string;
  readonly s3: S3Client;
  readonly sns: SNSClient;
  readonly access: LiveAccess;
  readonly log: (line: string) => void;
  /** Milliseconds since 1970. An alarm sees what is told of now, and not what is told of the minutes before. */
  readonly clock: () => number;
}

/**
 * One verification: reads what was meant, holds the account against it, keeps the result with the evidence, counts, and tells people where something
 * is not in place or could not be read. What it logs are counts.
 *
 * @throws LiveError `EVENT_UNREADABLE`, `SETTING_MISSING`, `TEMPLATES_MISSING`, `TEMPLATES_ALTERED`, `CREDENTIALS_MISSING`; what S3 and SNS throw
 */
export async function run(event: VerificationEvent, world: RunWorld): Promise<void> {
  const { account, s3, sns, log, clock } = world;
  const time = timeOf(event);
  const bucket = setting(world, LiveVerificationVariable.EVIDENCE_BUCKET);
  const topic = setting(world, LiveVerificationVariable.ALARM_TOPIC);
  const platform = setting(world, LiveVerificationVariable.PLATFORM);
  const found = await verify(new DeployedEvidence(s3, bucket), time, world);
  const stem = `${VERIFICATIONS_PREFIX}${time.replaceAll(':', '-')}-${account}`;
  const result = { exit: exitCodeOf(found), time, account, counts: countsOf(found), ...found };
  for (const [ending, body] of [
    ['json', result],
    ['sarif', sarif(found)],
  ] as const) {
    const Body = `${JSON.stringify(body, null, 2)}\n`;
    await s3.send(
      new PutObjectCommand({ Bucket: bucket, Key: `${stem}.${ending}`, Body, ContentType: 'application/json' }),
    );
  }
  log(countMetrics(platform, countsOf(found), clock()));
  const message = messageOf(found, { time, account, result: `s3://${bucket}/${stem}.json` });
  if (message) await sns.send(new PublishCommand({ TopicArn: topic, ...message }));
  log(completed(platform));
}

/** Each account verifies what it has of the platform: nothing is known of another's. */
async function verify(evidence: DeployedEvidence, time: string, { account, access }: RunWorld): Promise<Verification> {
  return evidence.read(async ({ templates, notEvaluated }) => {
    const own = templates.filter((one) => one.account === undefined || one.account === account);
    return verifyLive({ templates: own, notEvaluated }, access, { date: time.slice(0, 10), invariants: false });
  });
}

function timeOf({ time }: VerificationEvent): string {
  if (
    typeof time === 'string' &&
    /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/.test(time) &&
    !Number.isNaN(Date.parse(time))
  ) {
    return time;
  }
  throw new LiveError(
    'EVENT_UNREADABLE',
    `The event must carry its time as YYYY-MM-DDTHH:MM:SSZ, got ${JSON.stringify(time)?.slice(0, 40)}`,
  );
}

function setting({ environment }: RunWorld, name: LiveVerificationVariable): string {
  const value = environment[name] ?? '';
  if (value === '') throw new LiveError('SETTING_MISSING', `${name} must be set for the function, got nothing`);
  return value;
}

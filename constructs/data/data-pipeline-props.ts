import type { Duration, Size } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { FunctionNetwork } from '../function/stage-function';
import type { DatasetSchedule } from './run-schedules';

export interface DataPipelineProps {
  /** The platform's name: roles and functions are `NAME-data-map`, `NAME-data-drive` and so on. */
  readonly name: string;
  readonly organizationId: string;
  /** Isolated, with endpoints for S3, KMS and Athena: the functions need no others. */
  readonly network: FunctionNetwork;
  /** Ids of the S3 endpoints by which the functions come. @default - any way into the vaults */
  readonly vpcEndpointIds?: string[];
  /** Name of the vault of raw data: what is acquired lies under `quarantine/`. */
  readonly rawBucketName: string;
  readonly rawKey: IKey;
  /** Name of the vault of curated data: data sets lie under `datasets/`. */
  readonly curatedBucketName: string;
  /** Encrypts also what lives for days only, and what the machine remembers. */
  readonly curatedKey: IKey;
  /** Signs manifests: ECC P-256. One of this and `signingKeyAliasArn` is needed. @default - named by its alias */
  readonly signingKey?: IKey;
  /**
   * ARN of the signing key's alias, where the key is in another account and its id is not known. Its policy must let `NAME-data-drive` sign,
   * and read the public key. @default - `signingKey` is given
   */
  readonly signingKeyAliasArn?: string;
  /** HMAC key from which pseudonyms are derived. @default - a run whose settings ask for pseudonyms fails */
  readonly pseudonymKey?: IKey;
  /** Encrypts logs, schedules and, as `AlarmTopic`'s key, what people are told. */
  readonly logKey: IKey;
  readonly logRetention: RetentionDays;
  /** Receives the access logs of the bucket for intermediate results. */
  readonly accessLogs: IBucket;
  /** Hears of runs that were held, failed or not started. */
  readonly alarmTopic: ITopic;
  /** Reads objects without GuardDuty's word that they are clean: only where nothing scans the raw vault. @default false */
  readonly acceptUnscanned?: boolean;
  /** Tasks done at once, 1 to 5000: that much of the account's concurrency is reserved for them. @default 500 */
  readonly maxConcurrency?: number;
  /** Memory of the function that does one task, 2560 to 10240. A Parquet file's decoder alone may take 2048. @default 3008 */
  readonly mapMemoryMiB?: number;
  /** The most that one query may read. @default 200 GiB, about a dollar */
  readonly bytesScannedPerQuery?: Size;
  /** How long intermediate results are kept. @default 14 days */
  readonly workRetention?: Duration;
  /** @default - runs are started by hand */
  readonly schedules?: DatasetSchedule[];
}

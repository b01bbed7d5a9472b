import { GenerateMacCommand, type KMSClient } from '@aws-sdk/client-kms';
import { GetObjectTaggingCommand, type S3Client } from '@aws-sdk/client-s3';
import {
  datasetPrefix,
  DataStageVariable,
  MALWARE_CLEAN,
  MALWARE_FOUND,
  MALWARE_TAG,
  QUARANTINE_PREFIX,
} from '../../contract/data-stage';
import { PrefixStore } from '../data/engine/prefix-store';
import { S3Store } from '../data/engine/s3-store';
import { keyedPseudonym, type Pseudonym } from '../data/personal/pseudonym';
import { SETTINGS_KEY } from '../data/run/drive';
import type { MalwareVerdict } from '../data/run/land-task';
import { RunError } from '../data/run/run-error';
import type { RunSettings } from '../data/run/settings';
import type { TaskContext } from '../data/run/task-context';
import { readJson } from '../data/engine/read-json';

/** The world outside. */
export interface DataWorld {
  readonly s3: S3Client;
  readonly kms: KMSClient;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** @throws RunError `VARIABLE_MISSING` */
export function variable(environment: DataWorld['environment'], name: DataStageVariable): string {
  const value = environment[name];
  if (value !== undefined && value !== '') return value;
  throw new RunError('VARIABLE_MISSING', `${name}: the function's environment must name it`);
}

/** Stores of a data set: what is in quarantine, and what is the data set's own. */
export function storesOf(dataset: string, { s3, environment }: DataWorld) {
  const raw = variable(environment, DataStageVariable.RAW_BUCKET);
  const curated = variable(environment, DataStageVariable.CURATED_BUCKET);
  return { input: new S3Store(s3, raw, QUARANTINE_PREFIX), whole: new S3Store(s3, curated, datasetPrefix(dataset)) };
}

/** What a task of a data set's run is done with on AWS. */
export async function awsContext(dataset: string, prefix: string, world: DataWorld): Promise<TaskContext> {
  const { input, whole } = storesOf(dataset, world);
  const store = new PrefixStore(whole, prefix);
  const settings = await readJson<RunSettings>(store, SETTINGS_KEY);
  const scanned = world.environment[DataStageVariable.MALWARE_SCAN] === 'required';
  return {
    input,
    store,
    settings,
    ...(scanned && { malware: (key: string) => malwareVerdict(key, world) }),
    ...(settings.pseudonyms && { pseudonym: await pseudonyms(settings.name, world) }),
  };
}

/** What Malware Protection for S3 says of an object in quarantine. Anything but its word that it is clean is not clean. */
async function malwareVerdict(key: string, { s3, environment }: DataWorld): Promise<MalwareVerdict> {
  const Bucket = variable(environment, DataStageVariable.RAW_BUCKET);
  const { TagSet = [] } = await s3.send(new GetObjectTaggingCommand({ Bucket, Key: QUARANTINE_PREFIX + key }));
  const verdict = TagSet.find((tag) => tag.Key === MALWARE_TAG)?.Value;
  if (verdict === MALWARE_CLEAN) return 'clean';
  return verdict === MALWARE_FOUND ? 'infected' : 'not scanned';
}

/** One call of KMS a run's function: the MAC of the scope's name is the key under which values are pseudonymised. */
async function pseudonyms(scope: string, { kms, environment }: DataWorld): Promise<Pseudonym> {
  const { Mac } = await kms.send(
    new GenerateMacCommand({
      KeyId: variable(environment, DataStageVariable.PSEUDONYM_KEY),
      MacAlgorithm: 'HMAC_SHA_256',
      Message: Buffer.from(`rampart:pseudonyms:${scope}`),
    }),
  );
  if (Mac === undefined) throw new RunError('NO_PSEUDONYM_KEY', 'KMS answered without a MAC');
  return keyedPseudonym(Mac);
}

import { AthenaClient } from '@aws-sdk/client-athena';
import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import {
  datasetPrefix,
  DATASET_SETTINGS,
  DataStageVariable,
  type DataDriveAnswer,
  type DataDriveEvent,
} from '../../contract/data-stage';
import { storesOf, variable, type DataWorld } from '../data-map/aws-context';
import { Athena } from '../data/engine/athena';
import { PrefixStore } from '../data/engine/prefix-store';
import { ResumableSql } from '../data/engine/resumable-sql';
import { drive } from '../data/run/drive';
import { sha256 } from '../data/run/hash';
import { MANIFEST_KEY } from '../data/run/manifest';
import type { RunSettings } from '../data/run/settings';
import { KmsKey } from '../signing/kms-key';
import { gateMetrics } from './gate-metrics';
import { readJson } from '../data/engine/read-json';

/** A statement of Athena's that is begun later than this before the end would be cut off. */
const LEAST_MILLISECONDS = 180_000;
/** Tables of one call are numbered within this, so that no two calls make one of the same name. */
const TABLES_A_CALL = 1000;

interface DriveWorld extends DataWorld {
  readonly athena: AthenaClient;
  /** Version of the package. */
  readonly code: string;
  /** Takes a line of the function's log. */
  readonly log?: (line: string) => void;
}

/** What Lambda tells a function of its call. */
interface Call {
  getRemainingTimeInMillis(): number;
}

let world: DriveWorld | undefined;

/** Takes a data set's run as far as it goes, and says what has to be done before it goes on. */
export async function handler(event: DataDriveEvent, call: Call): Promise<DataDriveAnswer> {
  world ??= {
    s3: new S3Client({}),
    kms: new KMSClient({}),
    athena: new AthenaClient({}),
    environment: process.env,
    code: process.env['AWS_LAMBDA_FUNCTION_VERSION'] ?? '',
    log: (line) => void process.stdout.write(`${line}\n`),
  };
  return handle(event, call, world);
}

export async function handle(event: DataDriveEvent, call: Call, given: DriveWorld): Promise<DataDriveAnswer> {
  const { dataset, attempt, baseline } = event;
  const { environment, athena, kms } = given;
  const { input, whole } = storesOf(dataset, given);
  const bucket = variable(environment, DataStageVariable.CURATED_BUCKET);
  const settings = await readJson<RunSettings>(whole, DATASET_SETTINGS);
  const engine = new Athena({
    client: athena,
    workgroup: variable(environment, DataStageVariable.ATHENA_WORKGROUP),
    database: variable(environment, DataStageVariable.GLUE_DATABASE),
    store: whole,
    location: `s3://${bucket}/${datasetPrefix(dataset)}`,
    numberFrom: attempt * TABLES_A_CALL,
  });
  const before = baseline === undefined ? undefined : new PrefixStore(whole, `runs/${baseline}/`);
  const driven = await drive({
    input,
    whole,
    settings,
    sql: (store) => new ResumableSql(engine, store, () => call.getRemainingTimeInMillis(), LEAST_MILLISECONDS),
    finish: {
      code: given.code,
      signer: new KmsKey(kms, variable(environment, DataStageVariable.SIGNING_KEY)),
      ...(before !== undefined && {
        baseline: { store: before, manifestSha256: sha256(await before.read(MANIFEST_KEY)) },
      }),
    },
  });
  switch (driven.state) {
    case 'again':
      return { state: 'again', attempt: attempt + 1 };
    case 'map': {
      const { prefix, list, tasks } = driven;
      return { state: 'map', prefix, bucket, key: datasetPrefix(dataset) + list, tasks, attempt: attempt + 1 };
    }
    case 'done': {
      await engine.close();
      const { gates } = driven.signed.manifest;
      given.log?.(gateMetrics(dataset, gates));
      const held = gates.filter(({ outcome }) => outcome !== 'passed').map(({ gate }) => gate);
      const manifest = `${datasetPrefix(dataset)}runs/${driven.run}/${MANIFEST_KEY}`;
      return { state: 'done', run: driven.run, manifest, promoted: held.length === 0, held };
    }
  }
}

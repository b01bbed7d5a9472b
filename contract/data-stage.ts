/** What the templates tell the functions of the data stage. */
export enum DataStageVariable {
  /** Bucket of raw data; objects to acquire lie under `quarantine/SOURCE/`. */
  RAW_BUCKET = 'RAW_BUCKET',
  /** Bucket of curated data. */
  CURATED_BUCKET = 'CURATED_BUCKET',
  /** Alias of the key that signs manifests, with `alias/`. */
  SIGNING_KEY = 'SIGNING_KEY',
  /** Id, ARN or alias of the HMAC key from which pseudonyms are derived; absent where a plan may ask for none. */
  PSEUDONYM_KEY = 'PSEUDONYM_KEY',
  ATHENA_WORKGROUP = 'ATHENA_WORKGROUP',
  GLUE_DATABASE = 'GLUE_DATABASE',
  /** `required` where only objects that GuardDuty found clean are read. */
  MALWARE_SCAN = 'MALWARE_SCAN',
}

/** Where acquired objects lie in the bucket of raw data. */
export const QUARANTINE_PREFIX = 'quarantine/';

/** Where a data set's plan, runs and results lie in the bucket of curated data. */
export function datasetPrefix(dataset: string): string {
  return `datasets/${dataset}/`;
}

/** Key of a data set's settings below its prefix, as `rampart data plan --settings` writes them. */
export const DATASET_SETTINGS = 'settings.json';

/** GuardDuty's tag on an object that Malware Protection for S3 has scanned. */
export const MALWARE_TAG = 'GuardDutyMalwareScanStatus';
/** Its value on an object without a finding. */
export const MALWARE_CLEAN = 'NO_THREATS_FOUND';
/** Its value on an object with one. */
export const MALWARE_FOUND = 'THREATS_FOUND';

/** What the state machine gives the function that does one task. */
export interface DataMapEvent {
  readonly dataset: string;
  /** Where the run's objects lie, below the data set's prefix. */
  readonly prefix: string;
  /** A task, as the driver listed it. */
  readonly task: unknown;
}

/** What the state machine gives the function that drives a run. */
export interface DataDriveEvent {
  readonly dataset: string;
  /** How often this run was driven before; tables are named by it. */
  readonly attempt: number;
  /** An earlier run to compare with. */
  readonly baseline?: string;
}

/** Where a run is: the state machine chooses by `state`. */
export type DataDriveAnswer =
  | {
      readonly state: 'map';
      readonly prefix: string;
      /** Bucket and key of the list of tasks, for the Distributed Map's reader. */
      readonly bucket: string;
      readonly key: string;
      readonly tasks: number;
      readonly attempt: number;
    }
  | { readonly state: 'again'; readonly attempt: number }
  | {
      readonly state: 'done';
      readonly run: string;
      readonly manifest: string;
      /** Whether every gate passed: only then may the data be promoted. */
      readonly promoted: boolean;
      readonly held: readonly string[];
    };

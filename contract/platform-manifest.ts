import type { DataClass } from './data-class';

/** Key of the template metadata that says where things of the access matrix lie, so that an outsider can find them. */
export const PLATFORM_METADATA = 'Rampart::Platform';

/** Where a class of data lives. */
export interface ClassHome {
  readonly dataClass: DataClass;
  /** ARN of its bucket. */
  readonly bucketArn: string;
  /** ARN of the bucket in which a run keeps for days what it needs on its way; absent where nothing is run. */
  readonly workBucketArn?: string;
  /** Alias of its key, with `alias/`. Every account that uses the class has a key under it. */
  readonly keyAlias: string;
  /** How long objects stay locked, in days; 0 where they are not. */
  readonly lockDays: number;
  /** The mode of that lock; absent where there is none. */
  readonly lockMode?: 'GOVERNANCE' | 'COMPLIANCE';
  /** How long objects are kept before they expire, in days. */
  readonly retentionDays: number;
}

/** What the words of the access matrix stand for in the account: declared by who generates the templates, judged by who reads them. */
export interface PlatformManifest {
  readonly classes: readonly ClassHome[];
  /** Alias of the key that signs manifests, with `alias/`. */
  readonly signingKeyAlias: string;
  /** Alias of the key from which pseudonyms are derived, with `alias/`; absent where none are. */
  readonly pseudonymKeyAlias?: string;
  /** ARN pattern of the model packages that are approved. */
  readonly modelPackages: string;
  /** ARN of the endpoint that is deployed to, where there is one. */
  readonly endpoint?: string;
  /** How long logs must be kept at least, in days. */
  readonly logRetentionDays: number;
  /**
   * Account-wide services that the templates switch on themselves, by the type of the resource that does; the others are left to
   * the organisation, which runs them already.
   */
  readonly switchesOn: readonly string[];
}

import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { DataNames } from './data-names';
import type { SigningPlace } from './signing-place';

/** Where a pipeline's data is, and under which keys. */
export interface DataPlaces {
  readonly names: DataNames;
  readonly rawBucketName: string;
  readonly rawKey: IKey;
  readonly curatedBucketName: string;
  readonly curatedKey: IKey;
  readonly signing: SigningPlace;
  readonly pseudonymKey?: IKey;
}

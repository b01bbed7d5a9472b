import { DataClass } from '../../contract/data-class';
import { logArchiveBucketName } from '../../contract/log-archive';
import { vaultBucketName } from '../../contract/names';
import type { RampartConfig } from '../config/config';
import { HOME } from '../environments';

/** The bucket in which a class of data lives. */
export function bucketNameOf(config: RampartConfig, dataClass: DataClass): string {
  const home = config.places[HOME[dataClass]];
  return dataClass === DataClass.LOG
    ? logArchiveBucketName(config.name, home)
    : vaultBucketName(config.name, dataClass, home);
}

/** The ARN of that bucket. */
export function bucketArnOf(config: RampartConfig, dataClass: DataClass): string {
  return `arn:${config.partition}:s3:::${bucketNameOf(config, dataClass)}`;
}

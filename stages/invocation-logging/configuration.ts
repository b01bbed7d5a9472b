import type { LoggingConfig } from '@aws-sdk/client-bedrock';
import { canonicalJson } from '../../contract/canonical';
import { InvocationContent, type InvocationLoggingProperties } from '../../contract/invocation-logging';
import { RampartError } from '../../contract/errors';

/** The template's properties are not what this handler was written for. */
export class PropertiesError extends RampartError {}

/**
 * Reads a custom resource's properties.
 * @throws PropertiesError `PROPERTY_MISSING`, `CONTENT_UNKNOWN`
 */
export function readProperties(given: Readonly<Record<string, unknown>>): InvocationLoggingProperties {
  const text = (name: keyof InvocationLoggingProperties): string => {
    const value = given[name];
    if (typeof value === 'string' && value !== '') return value;
    throw new PropertiesError('PROPERTY_MISSING', `${name} must be a non-empty text, got ${typeof value}`);
  };
  const content = text('Content');
  const known = Object.values(InvocationContent).find((value) => value === content);
  if (!known) throw new PropertiesError('CONTENT_UNKNOWN', `Content must be metadata or text, got ${content}`);
  return {
    BucketName: text('BucketName'),
    KeyPrefix: text('KeyPrefix'),
    LogGroupName: text('LogGroupName'),
    RoleArn: text('RoleArn'),
    Content: known,
  };
}

/** The configuration that Bedrock is to have. Bodies too large for a log event go to the archive. */
export function configurationFor(properties: InvocationLoggingProperties): LoggingConfig {
  const s3Config = { bucketName: properties.BucketName, keyPrefix: properties.KeyPrefix };
  return {
    cloudWatchConfig: {
      logGroupName: properties.LogGroupName,
      roleArn: properties.RoleArn,
      largeDataDeliveryS3Config: s3Config,
    },
    s3Config,
    textDataDeliveryEnabled: properties.Content === InvocationContent.TEXT,
    imageDataDeliveryEnabled: false,
    embeddingDataDeliveryEnabled: false,
    videoDataDeliveryEnabled: false,
    audioDataDeliveryEnabled: false,
  };
}

/** Whether the two mean the same: what is absent or null is as good as false, and a setting unknown here is a difference. */
export function sameConfiguration(a: LoggingConfig, b: LoggingConfig): boolean {
  return canonicalJson(withoutDefaults(a)) === canonicalJson(withoutDefaults(b));
}

/** Whether a configuration delivers where only this platform's does: bucket, prefix and log group are the mark of ownership. */
export function bearsMarkOf(current: LoggingConfig, properties: InvocationLoggingProperties): boolean {
  return (
    current.s3Config?.bucketName === properties.BucketName &&
    current.s3Config.keyPrefix === properties.KeyPrefix &&
    current.cloudWatchConfig?.logGroupName === properties.LogGroupName
  );
}

function withoutDefaults(value: unknown): unknown {
  if (value === null || value === undefined || value === false) return undefined;
  if (typeof value !== 'object') return value;
  const fields = Object.entries(value).flatMap(([name, field]) => {
    const kept = withoutDefaults(field);
    return kept === undefined ? [] : [[name, kept]];
  });
  return Object.fromEntries(fields) as Record<string, unknown>;
}

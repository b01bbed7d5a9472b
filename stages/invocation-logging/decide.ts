import type { LoggingConfig } from '@aws-sdk/client-bedrock';
import type { InvocationLoggingProperties } from '../../contract/invocation-logging';
import { bearsMarkOf, configurationFor, sameConfiguration } from './configuration';

/** What CloudFormation asks for. */
export type LoggingRequest =
  | { readonly kind: 'create'; readonly desired: InvocationLoggingProperties }
  | {
      readonly kind: 'update';
      readonly desired: InvocationLoggingProperties;
      readonly previous: InvocationLoggingProperties;
    }
  | { readonly kind: 'delete'; readonly desired: InvocationLoggingProperties };

/** What is to be done to the account's one configuration. */
export type Decision =
  | { readonly kind: 'put'; readonly configuration: LoggingConfig }
  | { readonly kind: 'remove' }
  | { readonly kind: 'leave'; readonly why: string }
  | { readonly kind: 'refuse'; readonly reason: string };

/** For the clean-up after a create that was refused. */
export const NOTHING_OURS: Decision = { kind: 'leave', why: 'nothing was switched on from here' };

/**
 * Never overwrites what another owner put, and removes only exactly what was put from here.
 *
 * @param current the configuration now, or undefined when logging is off
 */
export function decide(request: LoggingRequest, current: LoggingConfig | undefined): Decision {
  if (request.kind === 'delete') return decideDelete(request.desired, current);
  const wanted = configurationFor(request.desired);
  if (current === undefined) return { kind: 'put', configuration: wanted };
  if (sameConfiguration(current, wanted)) return { kind: 'leave', why: 'the configuration is already the wanted one' };
  const ours = [request.desired, ...(request.kind === 'update' ? [request.previous] : [])];
  if (ours.some((properties) => bearsMarkOf(current, properties))) return { kind: 'put', configuration: wanted };
  return { kind: 'refuse', reason: refusal(current) };
}

function decideDelete(desired: InvocationLoggingProperties, current: LoggingConfig | undefined): Decision {
  if (current === undefined) return { kind: 'leave', why: 'logging is already off' };
  if (sameConfiguration(current, configurationFor(desired))) return { kind: 'remove' };
  return { kind: 'leave', why: 'the configuration is not the one that was put from here' };
}

function refusal(current: LoggingConfig): string {
  const places = [
    ...(current.s3Config?.bucketName ? [`bucket ${current.s3Config.bucketName}`] : []),
    ...(current.cloudWatchConfig?.logGroupName ? [`log group ${current.cloudWatchConfig.logGroupName}`] : []),
  ];
  return (
    `Bedrock's invocation logging is already on in this account and region, to ${places.join(' and ') || 'another place'}, ` +
    'and this platform does not overwrite it. Adopt it with `existing.invocationLogging: true` in the config, ' +
    'or have its owner switch it off. A rollback that stops here can skip this resource.'
  );
}

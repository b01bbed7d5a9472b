import type { LoggingConfig } from '@aws-sdk/client-bedrock';
import fc from 'fast-check';
import { InvocationContent, type InvocationLoggingProperties } from '../../../contract/invocation-logging';
import { configurationFor, readProperties } from '../../../stages/invocation-logging/configuration';
import { decide, type LoggingRequest } from '../../../stages/invocation-logging/decide';

const ours: InvocationLoggingProperties = {
  BucketName: 'acme-log-archive-111122223333-eu-central-1',
  KeyPrefix: 'invocation',
  LogGroupName: '/acme/bedrock-invocations',
  RoleArn: 'arn:aws:iam::111122223333:role/acme-invocation-delivery',
  Content: InvocationContent.METADATA,
};
const withText = { ...ours, Content: InvocationContent.TEXT };
const foreign: LoggingConfig = { s3Config: { bucketName: 'theirs', keyPrefix: 'x' }, textDataDeliveryEnabled: true };
const put = configurationFor(ours);
const drifted: LoggingConfig = { ...put, imageDataDeliveryEnabled: true };
const otherRole: LoggingConfig = { ...put, cloudWatchConfig: { logGroupName: ours.LogGroupName, roleArn: 'old' } };
/** As the service may answer: nothing where we said false, and fields in another order. */
const asAnswered: LoggingConfig = {
  textDataDeliveryEnabled: false,
  s3Config: { keyPrefix: 'invocation', bucketName: ours.BucketName },
  cloudWatchConfig: { ...put.cloudWatchConfig!, largeDataDeliveryS3Config: put.s3Config },
};
const createIt: LoggingRequest = { kind: 'create', desired: ours };
const toText: LoggingRequest = { kind: 'update', desired: withText, previous: ours };
const moved: LoggingRequest = { kind: 'update', desired: { ...ours, BucketName: 'new' }, previous: ours };
const remove: LoggingRequest = { kind: 'delete', desired: ours };

test.each<[string, LoggingRequest, LoggingConfig | undefined, string]>([
  ['create switches on what is off', createIt, undefined, 'put'],
  ['create leaves its own earlier attempt', createIt, put, 'leave'],
  ['create recognises its own attempt as the service answers it', createIt, asAnswered, 'leave'],
  ['create mends what bears its mark', createIt, otherRole, 'put'],
  ["create refuses another owner's configuration", createIt, foreign, 'refuse'],
  ['create refuses an empty configuration, which somebody put', createIt, {}, 'refuse'],
  ['update changes its own', toText, put, 'put'],
  ['update mends its own after a drift', toText, drifted, 'put'],
  ['update moves its own to another bucket', moved, put, 'put'],
  ['update switches on again what was switched off', toText, undefined, 'put'],
  ['update repeated changes nothing', toText, configurationFor(withText), 'leave'],
  ["update refuses another owner's configuration", toText, foreign, 'refuse'],
  ['delete removes exactly what was put', remove, put, 'remove'],
  ['delete removes it as the service answers it', remove, asAnswered, 'remove'],
  ['delete leaves what drifted', remove, drifted, 'leave'],
  ["delete leaves another owner's configuration", remove, foreign, 'leave'],
  ['delete leaves what is already off', remove, undefined, 'leave'],
  ['delete of an old place leaves the new one', remove, configurationFor({ ...ours, BucketName: 'new' }), 'leave'],
])('%s', (_, request, current, kind) => {
  expect(decide(request, current).kind).toBe(kind);
});

test('a setting that this code does not know counts as a difference', () => {
  const newer = { ...put, hologramDataDeliveryEnabled: true } as LoggingConfig;
  expect(decide(remove, newer).kind).toBe('leave');
});

test('a refusal names where the logs go now and how to adopt it', () => {
  const decision = decide(createIt, foreign);
  expect(decision).toMatchObject({
    reason: expect.stringMatching(/bucket theirs[^]*existing\.invocationLogging/),
  });
});

const text = fc.constantFrom('a', 'b', 'c');
const properties = fc.record<InvocationLoggingProperties>({
  BucketName: text,
  KeyPrefix: text,
  LogGroupName: text,
  RoleArn: text,
  Content: fc.constantFrom(InvocationContent.METADATA, InvocationContent.TEXT),
});
const configuration: fc.Arbitrary<LoggingConfig> = fc.oneof(
  properties.map(configurationFor),
  fc.constant(foreign),
  fc.constant({}),
);

test('whatever the state, only a configuration with the mark of this stack is overwritten or removed', () => {
  fc.assert(
    fc.property(
      properties,
      properties,
      fc.constantFrom('create' as const, 'update' as const, 'delete' as const),
      configuration,
      (desired, previous, kind, current) => {
        const request: LoggingRequest = kind === 'update' ? { kind, desired, previous } : { kind, desired };
        const { kind: outcome } = decide(request, current);
        if (outcome !== 'put' && outcome !== 'remove') return;
        const known = kind === 'update' ? [desired, previous] : [desired];
        expect(known).toContainEqual(
          expect.objectContaining({
            BucketName: current.s3Config?.bucketName,
            KeyPrefix: current.s3Config?.keyPrefix,
            LogGroupName: current.cloudWatchConfig?.logGroupName,
          }),
        );
      },
    ),
  );
});

test('any request carried out twice changes nothing the second time', () => {
  fc.assert(
    fc.property(
      properties,
      fc.constantFrom('create' as const, 'delete' as const),
      configuration,
      (desired, kind, current) => {
        const first = decide({ kind, desired }, current);
        const after = first.kind === 'put' ? first.configuration : first.kind === 'remove' ? undefined : current;
        expect(['leave', 'refuse']).toContain(decide({ kind, desired }, after).kind);
      },
    ),
  );
});

test('metadata logging carries neither prompts nor answers', () => {
  expect(Object.entries(configurationFor(ours)).filter(([, value]) => value === true)).toEqual([]);
  expect(configurationFor(withText)).toMatchObject({ textDataDeliveryEnabled: true, imageDataDeliveryEnabled: false });
});

test('properties that are missing or unknown are refused', () => {
  expect(readProperties({ ...ours, ServiceToken: 'arn' })).toEqual(ours);
  expect(() => readProperties({ ...ours, RoleArn: '' })).toThrow(expect.objectContaining({ code: 'PROPERTY_MISSING' }));
  expect(() => readProperties({ ...ours, Content: 'all' })).toThrow(
    expect.objectContaining({ code: 'CONTENT_UNKNOWN' }),
  );
});

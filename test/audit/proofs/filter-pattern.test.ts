import { patternMatches, type LogEvent } from '../../../audit/proofs/alarms/filter-pattern';

const EVENT: LogEvent = {
  eventName: 'DeleteBucketPolicy',
  eventSource: 's3.amazonaws.com',
  userIdentity: { type: 'AssumedRole' },
};

test.each([
  ['', true],
  ['{ $.eventName = "DeleteBucketPolicy" }', true],
  ['{$.eventName=DeleteBucketPolicy}', true],
  ['{ $.eventName = "DeleteBucket*" }', true],
  ['{ $.eventName = "*Policy" }', true],
  ['{ $.eventName = "DeleteBucket" }', false],
  ['{ $.eventName != "PutBucketPolicy" }', true],
  ['{ $.errorCode != "AccessDenied" }', false],
  ['{ $.errorCode NOT EXISTS }', true],
  ['{ $.userIdentity.type EXISTS }', true],
  ['{ $.userIdentity.invokedBy EXISTS }', false],
  ['{ ($.eventSource = "s3.amazonaws.com") && (($.eventName = "A") || ($.eventName = "DeleteBucketPolicy")) }', true],
  ['{ ($.eventName = "A") || ($.eventName = "B") && ($.eventSource = "s3.amazonaws.com") }', false],
  ['{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS }', false],
  ['{ $.eventName = "a.b" }', false],
] as const)('%s: %s', (pattern, expected) => {
  expect(patternMatches(pattern, EVENT)).toBe(expected);
});

test.each([
  'ERROR',
  '[ip, user, status=4*]',
  '{ $.a = }',
  '{ $.a = "b" ',
  '{ $.a[0] ~ "x" }',
  '{ a = "b" }',
  '{ ($.a = "b" }',
])('what is not read is not guessed: %s', (pattern) => {
  expect(patternMatches(pattern, EVENT)).toBeUndefined();
});

import { CfnBucket } from 'aws-cdk-lib/aws-s3';
import { Stack } from 'aws-cdk-lib';
import { acknowledge } from '../../../constructs/waiver/acknowledge';
import { WAIVER_METADATA } from '../../../contract/waiver';
import { testStack } from '../../support/compliance';

const waiver = {
  id: 'AwsSolutions-S1',
  reason: 'target of access logs: logging it to itself would recurse',
  owner: 'platform team',
  expiry: '2099-12-31',
};

test('a waiver is written on the one resource, with its owner and its end', () => {
  const bucket = new CfnBucket(testStack(), 'Logs');
  acknowledge(bucket, waiver);
  expect(bucket.node.metadata).toContainEqual(expect.objectContaining({ type: WAIVER_METADATA, data: waiver }));
});

test.each([
  ['an empty reason', { reason: '' }, 'WAIVER_REASON_TOO_SHORT'],
  ['a reason of spaces', { reason: ' '.repeat(40) }, 'WAIVER_REASON_TOO_SHORT'],
  ['a short reason', { reason: 'by design' }, 'WAIVER_REASON_TOO_SHORT'],
  ['no owner', { owner: ' ' }, 'WAIVER_OWNER_MISSING'],
  ['an end that is no date', { expiry: 'never' }, 'WAIVER_EXPIRY_INVALID'],
  ['an impossible date', { expiry: '2099-13-45' }, 'WAIVER_EXPIRY_INVALID'],
  ['an end that has passed', { expiry: '2020-01-01' }, 'WAIVER_EXPIRED'],
])('%s is refused', (_what, change, code) => {
  const bucket = new CfnBucket(testStack(), 'Logs');
  expect(() => acknowledge(bucket, { ...waiver, ...change })).toThrow(expect.objectContaining({ code }));
});

test('a whole stack cannot be waived', () => {
  expect(() => acknowledge(new Stack(), waiver)).toThrow(expect.objectContaining({ code: 'WAIVER_NOT_ON_A_RESOURCE' }));
});

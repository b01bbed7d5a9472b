import { GetBucketPolicyCommand } from '@aws-sdk/client-s3';
import { errorName } from '../failure';
import { single, type Live, type Reader } from '../reader';

export const BUCKET_POLICIES: Reader = {
  types: ['AWS::S3::BucketPolicy'],
  calls: { 's3:GetBucketPolicy': ['s3:GetBucketPolicy'] },
  read: ({ physicalId, properties }, live) => {
    const bucket = typeof properties['Bucket'] === 'string' ? properties['Bucket'] : physicalId;
    return single(['NoSuchBucket'], async () => {
      const policy = await policyOf(live, bucket);
      return policy === undefined ? undefined : { Bucket: bucket, PolicyDocument: policy };
    });
  },
};

/** The policy of a bucket; undefined where it has none. */
export function policyOf({ once, clients: { s3 } }: Live, Bucket: string): Promise<unknown> {
  return once(`policy of ${Bucket}`, async () => {
    try {
      const { Policy = '{}' } = await s3.send(new GetBucketPolicyCommand({ Bucket }));
      return JSON.parse(Policy) as unknown;
    } catch (error) {
      if (errorName(error) === 'NoSuchBucketPolicy') return undefined;
      throw error;
    }
  });
}

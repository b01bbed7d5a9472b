import { DataAction } from '../../contract/access';
import { LIVE_READS } from '../../contract/live-reads';

/** Every action that a line of the matrix brings with it, beside those on networks and logs that any function needs to run. */
export const EXPECTED_ACTIONS: Readonly<Record<DataAction, readonly string[]>> = {
  [DataAction.READ]: ['s3:GetObject', 's3:GetObjectVersion', 's3:ListBucket', 'kms:Decrypt'],
  [DataAction.WRITE]: ['s3:PutObject', 'kms:GenerateDataKey'],
  [DataAction.SCAN]: [
    's3:GetObject',
    's3:GetObjectVersion',
    's3:GetObjectTagging',
    's3:GetObjectVersionTagging',
    's3:PutObjectTagging',
    's3:PutObjectVersionTagging',
    's3:GetBucketNotification',
    's3:PutBucketNotification',
    's3:ListBucket',
    'kms:Decrypt',
    'kms:GenerateDataKey',
  ],
  [DataAction.UPLOAD]: [
    's3:PutObject',
    's3:AbortMultipartUpload',
    's3:ListMultipartUploadParts',
    'kms:GenerateDataKey',
    'kms:Decrypt',
  ],
  [DataAction.SIGN]: ['kms:Sign'],
  [DataAction.VERIFY]: ['kms:Verify', 'kms:GetPublicKey'],
  [DataAction.INVOKE]: [
    'bedrock:InvokeModel',
    'bedrock:InvokeModelWithResponseStream',
    'bedrock:ApplyGuardrail',
    'sagemaker:InvokeEndpoint',
    'kms:Decrypt',
    'kms:GenerateDataKey',
  ],
  [DataAction.APPROVE]: ['sagemaker:DescribeModelPackage', 'sagemaker:UpdateModelPackage'],
  [DataAction.DEPLOY]: ['sagemaker:DescribeEndpoint', 'sagemaker:UpdateEndpoint'],
  [DataAction.ADMINISTER]: [],
  // Objects that are read beside settings are the assets of the bootstrap: no line of the matrix gives an object by this.
  [DataAction.INSPECT]: LIVE_READS.flatMap(({ actions }) => actions).filter((action) => action !== 's3:GetObject'),
  [DataAction.OVERRIDE]: ['s3:BypassGovernanceRetention', 's3:PutObjectRetention', 's3:DeleteObjectVersion'],
};

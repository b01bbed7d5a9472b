import { VaultAccess } from './vault-door';

/** S3's actions on objects by which somebody reads. */
export const READ_ACTIONS = [
  's3:GetObject',
  's3:GetObjectAttributes',
  's3:GetObjectTagging',
  's3:GetObjectVersion',
  's3:GetObjectVersionAttributes',
  's3:GetObjectVersionTagging',
];
/** By which somebody writes. */
export const WRITE_ACTIONS = ['s3:PutObject', 's3:AbortMultipartUpload'];
/** By which somebody changes tags. */
export const TAG_ACTIONS = [
  's3:DeleteObjectTagging',
  's3:DeleteObjectVersionTagging',
  's3:PutObjectTagging',
  's3:PutObjectVersionTagging',
];
/** By which somebody hides an object of a versioned bucket. */
export const CLEAR_ACTIONS = ['s3:DeleteObject'];
/** By which an object, or its lock, is gone. */
export const REMOVE_ACTIONS = ['s3:DeleteObjectVersion', 's3:PutObjectRetention', 's3:BypassGovernanceRetention'];

/** What a door's access stands for, in S3's actions on objects. */
export function objectActions(access: VaultAccess): string[] {
  switch (access) {
    case VaultAccess.READ:
      return ['s3:GetObject', 's3:GetObjectVersion'];
    case VaultAccess.WRITE:
      return ['s3:PutObject', 's3:AbortMultipartUpload', 's3:ListMultipartUploadParts'];
    case VaultAccess.SCAN:
      return [
        's3:GetObject',
        's3:GetObjectVersion',
        's3:GetObjectTagging',
        's3:GetObjectVersionTagging',
        's3:PutObjectTagging',
        's3:PutObjectVersionTagging',
      ];
    case VaultAccess.CLEAR:
      return CLEAR_ACTIONS;
  }
}

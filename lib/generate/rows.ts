import { DataAction, type AccessRow } from '../../contract/access';

/** Whether a row lets its role read objects. */
export function reads(row: AccessRow): boolean {
  return row.action === DataAction.READ;
}

/** Whether a row lets its role add objects, in one request or in parts. */
export function writes(row: AccessRow): boolean {
  return row.action === DataAction.WRITE || row.action === DataAction.UPLOAD;
}

/** Whether a row lets its role see names of objects. */
export function lists(row: AccessRow): boolean {
  return reads(row) || row.action === DataAction.LIST;
}

/** Whether a row lets its role hide objects, to make them anew. */
export function clears(row: AccessRow): boolean {
  return row.action === DataAction.CLEAR;
}

/** Whether a row lets its role look into objects and tag them. */
export function scans(row: AccessRow): boolean {
  return row.action === DataAction.SCAN;
}

/** Whether a row concerns objects themselves, so that the vault has a door for it. */
export function touchesObjects(row: AccessRow): boolean {
  return reads(row) || writes(row) || scans(row) || clears(row);
}

/** S3's actions on objects that a row stands for: one list for the role, the vault and the endpoint. */
export function objectActions(row: AccessRow): string[] {
  switch (row.action) {
    case DataAction.READ:
      return ['s3:GetObject', 's3:GetObjectVersion'];
    case DataAction.WRITE:
      return ['s3:PutObject'];
    case DataAction.UPLOAD:
      return ['s3:PutObject', 's3:AbortMultipartUpload', 's3:ListMultipartUploadParts'];
    case DataAction.VET:
      return ['s3:GetObjectTagging'];
    case DataAction.CLEAR:
      return ['s3:DeleteObject'];
    case DataAction.OVERRIDE:
      return ['s3:BypassGovernanceRetention', 's3:PutObjectRetention', 's3:DeleteObjectVersion'];
    default:
      return [];
  }
}

/** KMS's actions with the class's key that the same row needs. S3 decrypts the parts of an upload on the writer's behalf. */
export function keyActions(row: AccessRow): string[] {
  switch (row.action) {
    case DataAction.READ:
      return ['kms:Decrypt'];
    case DataAction.WRITE:
      return ['kms:GenerateDataKey'];
    case DataAction.UPLOAD:
      return ['kms:GenerateDataKey', 'kms:Decrypt'];
    default:
      return [];
  }
}

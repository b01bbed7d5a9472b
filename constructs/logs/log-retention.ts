import { MINIMUM_LOG_RETENTION_DAYS } from '../../contract/log-archive';
import { LogVaultError } from './log-error';

/** Days after which an object moves to cheaper storage: Glacier Instant Retrieval bills at least 90 days. */
export const ARCHIVE_AFTER_DAYS = 90;

/** @throws LogVaultError `RETENTION_TOO_SHORT` */
export function requireRetention(retentionDays: number): void {
  if (Number.isInteger(retentionDays) && retentionDays >= MINIMUM_LOG_RETENTION_DAYS) return;
  throw new LogVaultError(
    'RETENTION_TOO_SHORT',
    `retentionDays must be a whole number of at least ${MINIMUM_LOG_RETENTION_DAYS} days, got ${retentionDays}`,
  );
}

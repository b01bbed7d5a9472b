import { RampartError } from '../contract/errors';

/** The audit was asked for something it cannot do. */
export class AuditError extends RampartError {}

/** @throws AuditError `DATE_INVALID` for anything but a day of the calendar, `YYYY-MM-DD` */
export function requireDay(date: string): void {
  if (/^\d{4}-\d{2}-\d{2}$/.test(date) && !Number.isNaN(Date.parse(date))) return;
  throw new AuditError('DATE_INVALID', `date must be a day YYYY-MM-DD, got ${JSON.stringify(date)}`);
}

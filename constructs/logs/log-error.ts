import { RampartError } from '../../contract/errors';

/** A log store that cannot be made as asked. */
export class LogVaultError extends RampartError {}

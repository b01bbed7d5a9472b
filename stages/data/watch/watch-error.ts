import { RampartError } from '../../../contract/errors';

/** A profile that cannot be read or merged, or a limit that cannot be used. */
export class WatchError extends RampartError {}

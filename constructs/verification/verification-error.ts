import { RampartError } from '../../contract/errors';

/** A scheduled verification that cannot be made as asked. */
export class LiveVerificationError extends RampartError {}

import { RampartError } from '../../contract/errors';

/** What could not be signed, or was signed by nobody who counts. */
export class SigningError extends RampartError {}

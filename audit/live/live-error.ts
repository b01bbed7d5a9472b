import { RampartError } from '../../contract/errors';

/** A verification that cannot begin, or a reader that calls what it did not declare. */
export class LiveError extends RampartError {}

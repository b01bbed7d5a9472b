import { RampartError } from '../../../contract/errors';

/** A run that cannot go on. */
export class RunError extends RampartError {}

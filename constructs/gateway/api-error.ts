import { RampartError } from '../../contract/errors';

/** A private API that cannot be made as asked. */
export class PrivateApiError extends RampartError {}

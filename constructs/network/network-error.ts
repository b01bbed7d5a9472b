import { RampartError } from '../../contract/errors';

/** A network that cannot be made as asked. */
export class NetworkError extends RampartError {}

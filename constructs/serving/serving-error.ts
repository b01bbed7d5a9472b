import { RampartError } from '../../contract/errors';

/** A model that would be served insecurely, or that the service would refuse; thrown while the app is built. */
export class ServingError extends RampartError {}

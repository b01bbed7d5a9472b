import { RampartError } from '../../../contract/errors';

/** A label, a schema, a label function or a manifest that cannot be used. The sentence says where, what was got and what is allowed. */
export class LabelError extends RampartError {}

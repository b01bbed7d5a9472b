import { RampartError } from '../../../contract/errors';

/** What a person wrote for balance or watch cannot be used: a column, a limit, a list, a file of vectors. */
export class BalanceError extends RampartError {}

import { RampartError } from '../../../contract/errors';

export type DecontaminateErrorCode = 'INDEX_UNREADABLE';

/** An index of evaluation texts cannot be used. */
export class DecontaminateError extends RampartError {
  public constructor(
    public override readonly code: DecontaminateErrorCode,
    message: string,
  ) {
    super(code, message);
  }
}

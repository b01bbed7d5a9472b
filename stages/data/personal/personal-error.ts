import { RampartError } from '../../../contract/errors';

export type PersonalErrorCode = 'PSEUDONYM_KEY_TOO_SHORT' | 'PSEUDONYM_UNUSABLE';

/** A pseudonym cannot be made, or could not be told from text afterwards. */
export class PersonalError extends RampartError {
  public constructor(
    public override readonly code: PersonalErrorCode,
    message: string,
  ) {
    super(code, message);
  }
}

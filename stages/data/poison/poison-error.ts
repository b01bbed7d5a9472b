import { RampartError } from '../../../contract/errors';

export type PoisonErrorCode = 'TRIGGER_COUNTS_DIFFER' | 'FLIP_LABELS_TOO_FEW';

/** What was handed over cannot be searched for poison. */
export class PoisonError extends RampartError {
  public constructor(
    public override readonly code: PoisonErrorCode,
    message: string,
  ) {
    super(code, message);
  }
}

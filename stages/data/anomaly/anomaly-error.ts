import { RampartError } from '../../../contract/errors';

export type AnomalyErrorCode = 'FEATURE_NOT_MEASURED' | 'ORDER_SKETCHES_DIFFER';

/** Features cannot be searched for anomalies. */
export class AnomalyError extends RampartError {
  public constructor(
    public override readonly code: AnomalyErrorCode,
    message: string,
  ) {
    super(code, message);
  }
}

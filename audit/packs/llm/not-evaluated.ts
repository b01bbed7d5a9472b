import { RampartError } from '../../../contract/errors';

/**
 * A rule met a value that only a deployment knows. Thrown, because cdk-nag has no such outcome: our recorder writes
 * *not evaluated*, and cdk-nag itself reports the rule, so that nothing unread ever counts as passed.
 */
export class NotEvaluated extends RampartError {
  public constructor(property: string, reason: string) {
    super('NOT_EVALUATED', `${property} ${reason}`);
  }
}

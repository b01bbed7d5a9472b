import { Token } from 'aws-cdk-lib';
import { ServingError } from './serving-error';

/**
 * What a caller's guardrail must be, as IAM sees it: `arn:…:guardrail/ID:VERSION`.
 * A request for the working draft carries no version there, so a pinned guardrail never matches it.
 */
export class PinnedGuardrail {
  /**
   * Exactly one version of one guardrail.
   *
   * @throws ServingError `GUARDRAIL_NOT_PINNED` for DRAFT and everything else that is not a version's number
   */
  public static version(guardrailArn: string, version: string): PinnedGuardrail {
    if (!Token.isUnresolved(version) && !/^[1-9][0-9]{0,7}$/.test(version)) {
      throw new ServingError(
        'GUARDRAIL_NOT_PINNED',
        `version must be a number, because a draft changes under its callers, got ${version}`,
      );
    }
    return new PinnedGuardrail(guardrailArn, `${guardrailArn}:${version}`, 'StringEquals', 'StringNotEquals');
  }

  /**
   * Some version of some guardrail of an account: for policies that are written before the guardrail has an id,
   * such as a network's or a permissions boundary. The callers' own policies then name the one.
   */
  public static anyVersionOf(partition: string, account: string, region: string): PinnedGuardrail {
    const any = `arn:${partition}:bedrock:${region}:${account}:guardrail/*`;
    return new PinnedGuardrail(any, `${any}:*`, 'StringLike', 'StringNotLike');
  }

  private constructor(
    /** The guardrail itself, as a resource to be applied. */
    public readonly guardrailArn: string,
    private readonly identifier: string,
    private readonly operator: string,
    private readonly negation: string,
  ) {}

  /** Holds for a request that passes this guardrail. */
  public asCondition(): Record<string, Record<string, string>> {
    return { [this.operator]: { 'bedrock:GuardrailIdentifier': this.identifier } };
  }

  /** Holds for every other request, also for one that names no guardrail: a negated operator matches an absent key. */
  public asAbsence(): Record<string, Record<string, string>> {
    return { [this.negation]: { 'bedrock:GuardrailIdentifier': this.identifier } };
  }
}

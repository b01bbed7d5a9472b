import { evaluate } from './evaluate';
import { exampleRequest, keysOf } from './example-request';
import type { Access } from './explore';
import type { PreparedWorld } from './prepared-world';
import type { NotEvaluated, StatementRef } from './statement';
import { refOf } from './statement';
import type { AccessRequest } from './world';

/** Nothing in the question's space can be allowed, whatever could not be read. */
export interface Proved {
  readonly kind: 'proved';
}

/** Why a deny did not stop a request. */
export interface DenyExplanation {
  readonly statement: StatementRef;
  readonly why: string;
}

/** A request that surely is allowed: checked with the second evaluator before anyone sees it. */
export interface Counterexample {
  readonly kind: 'counterexample';
  readonly request: AccessRequest;
  /** Keys that policies ask for and that the request does not carry. */
  readonly absentKeys: readonly string[];
  /** The statements that let it through, one for each policy type that had to allow. */
  readonly allowedBy: readonly StatementRef[];
  /** Every deny that was consulted, and why it did not apply. */
  readonly denies: readonly DenyExplanation[];
  /** What was taken for granted because the policies at hand do not say. */
  readonly assumptions: readonly string[];
}

/** Something that could not be read decides: neither proved nor refuted. */
export interface Undecided {
  readonly kind: 'notEvaluated';
  readonly reasons: readonly NotEvaluated[];
  /** A request that may be allowed, for a person to look at. */
  readonly candidate?: AccessRequest;
}

/** An answer to "may this happen?", where `proved` means that it may not. */
export type Answer = Proved | Counterexample | Undecided;

/** The request of a box in full, checked with the second evaluator. */
export function counterexample(access: Access, world: PreparedWorld): Counterexample | Undecided {
  const request = exampleRequest(access, world);
  const checked = evaluate(world.world, request);
  if (checked.decision !== 'allowed') {
    return undecided(
      [{ kind: 'notEvaluated', where: access.who.label, reason: `the two evaluators disagree: ${checked.decision}` }],
      request,
    );
  }
  const carried = new Set(Object.keys(request.context).map((key) => key.toLowerCase()));
  return {
    kind: 'counterexample',
    request,
    absentKeys: keysOf(access)
      .filter((key) => !carried.has(key) && world.types.mentions(key))
      .map((key) => world.types.spell(key)),
    allowedBy: access.allows.map(({ statement }) => refOf(statement)),
    denies: checked.denies.map(({ ref, why }) => ({ statement: ref, why })),
    assumptions: access.assumptions,
  };
}

/** The answer where only what could not be read stands between a question and its proof. */
export function undecided(reasons: readonly NotEvaluated[], candidate?: AccessRequest): Undecided {
  const fallback: NotEvaluated = {
    kind: 'notEvaluated',
    where: 'the question',
    reason: 'what a policy variable stands for decides',
  };
  return {
    kind: 'notEvaluated',
    reasons: reasons.length > 0 ? reasons : [fallback],
    ...(candidate ? { candidate } : {}),
  };
}

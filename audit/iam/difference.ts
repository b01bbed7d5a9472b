import type { Answer, Counterexample, Undecided } from './answer';
import { undecided } from './answer';
import { decide, reasonOf } from './decide';
import { evaluate } from './evaluate';
import { expectedPrincipals } from './expected-principals';
import { explore } from './explore';
import type { PreparedWorld } from './prepared-world';
import { prepareTogether } from './prepared-world';
import type { PrincipalClass } from './principal-class';
import type { NamedPolicy } from './policy';
import type { RequestSpace } from './query';
import { regionsOf } from './query';
import type { Literal, Region } from './region';
import { ACTION, within } from './region';
import { Budget } from './search';
import { StringSet } from './sets/string-set';
import type { World } from './world';
import { testsOf } from './whole-region';

/** What one side allows and the other does not, an example for each principal and action, until the limit. */
export interface Difference {
  readonly examples: readonly Counterexample[];
  readonly notEvaluated: readonly Undecided[];
  /** Whether the limit cut the list short. */
  readonly more: boolean;
}

/** Which requests are compared, and how many examples are wanted. */
export interface DifferenceQuestion extends Partial<RequestSpace> {
  /** @default 25 */
  readonly limit?: number;
  /** ARNs of the declared principals that are compared. @default everyone */
  readonly principals?: readonly string[];
}

/** What `next` allows and `previous` does not. Empty lists mean: nothing, proved. */
export function worldDifference(next: World, previous: World, question: DifferenceQuestion = {}): Difference {
  const [after, before] = prepareTogether(next, previous);
  const regions = regionsOf({ ...question, action: question.action ?? '*' }, after.types);
  const examples: Counterexample[] = [];
  const notEvaluated: Undecided[] = [];
  const limit = question.limit ?? 25;
  const { principals } = question;
  const asked = expectedPrincipals(after, false).filter(
    ({ declared }) => !principals || (declared !== undefined && principals.includes(declared.arn)),
  );
  for (const who of asked) {
    const reported: (readonly Literal[])[] = [];
    while (examples.length + notEvaluated.length < limit) {
      const answer = allowedOnlyAfter(after, before, who, regions, reported);
      if (answer === 'nothing') break;
      if (answer.kind === 'notEvaluated') {
        notEvaluated.push(answer);
        break;
      }
      examples.push(answer);
      reported.push([within(ACTION, StringSet.of([answer.request.action.toLowerCase()]))]);
    }
  }
  return { examples, notEvaluated, more: examples.length + notEvaluated.length >= limit };
}

/** More boxes than this and the two sides agree in too scattered a way to compare. */
const MAX_BOXES = 2_000;

/**
 * Takes a box that `after` may allow; what `before` surely allows of it is left out of the search, box by box, until some request of
 * `after` is left that `before` does not allow, or none.
 */
function allowedOnlyAfter(
  after: PreparedWorld,
  before: PreparedWorld,
  who: PrincipalClass,
  regions: readonly Region[],
  reported: readonly (readonly Literal[])[],
): Counterexample | Undecided | 'nothing' {
  const counterpart = counterpartOf(who, before);
  const matched: (readonly Literal[])[] = [];
  try {
    const budget = new Budget();
    for (let round = 0; round < MAX_BOXES; round += 1) {
      const without = [...reported, ...matched];
      const found = explore(after, { who, regions, without, side: 'upper' }, budget);
      if (!found) return 'nothing';
      const known =
        counterpart && explore(before, { who: counterpart, regions: [found.region], side: 'lower' }, budget);
      if (!known) return confirmed(decide(after, { who, regions: [found.region], without }), before);
      matched.push(testsOf(known.region));
    }
  } catch (error) {
    return undecided([{ kind: 'notEvaluated', where: who.label, reason: reasonOf(error) }]);
  }
  return undecided([{ kind: 'notEvaluated', where: who.label, reason: 'the two sides differ in too many places' }]);
}

/** The same principals on the other side; `undefined` where a role or user did not exist there. */
function counterpartOf(who: PrincipalClass, before: PreparedWorld): PrincipalClass | undefined {
  const name = ({ label }: PrincipalClass): string => label.replace('undeclared ', '');
  const same = (other: PrincipalClass): boolean => name(other) === name(who);
  return expectedPrincipals(before, false).find(same) ?? (who.declared ? undefined : who);
}

/** Only what `after` surely allows and `before` surely doesn't is an example. */
function confirmed(answer: Answer, before: PreparedWorld): Counterexample | Undecided {
  if (answer.kind === 'proved') return undecided([]);
  if (answer.kind === 'notEvaluated') return answer;
  return evaluate(before.world, answer.request).decision === 'denied'
    ? answer
    : undecided(before.notEvaluated, answer.request);
}

/** Two policies, or sets of them, for the same kind of place. */
export interface PolicyComparison {
  /** `resource` for policies that name principals. @default identity */
  readonly kind?: 'identity' | 'resource';
  readonly limit?: number;
  readonly action?: string;
}

/** What `p` allows and `q` does not, as if nothing else stood around them. */
export function difference(
  p: readonly NamedPolicy[],
  q: readonly NamedPolicy[],
  comparison: PolicyComparison = {},
): Difference {
  const { kind = 'identity', limit = 25, action = '*' } = comparison;
  return worldDifference(alone(p, kind), alone(q, kind), { action, resource: '*', limit });
}

/** Whether everything that `p` allows is allowed by `q`: proved when the difference is empty. */
export function isNoWider(
  p: readonly NamedPolicy[],
  q: readonly NamedPolicy[],
  comparison: PolicyComparison = {},
): 'proved' | Counterexample | Undecided {
  const { examples, notEvaluated } = difference(p, q, { ...comparison, limit: 1 });
  return examples[0] ?? notEvaluated[0] ?? 'proved';
}

const SOME_ACCOUNT = '000000000000';
const SOMEONE = { kind: 'role', arn: `arn:aws:iam::${SOME_ACCOUNT}:role/someone`, account: SOME_ACCOUNT } as const;

/** A world with nothing but these policies: on one role, or on the resource that is everything. */
function alone(policies: readonly NamedPolicy[], kind: 'identity' | 'resource'): World {
  if (kind === 'identity') return { principals: [{ ...SOMEONE, policies }] };
  return {
    principals: [],
    resources: [{ arn: 'arn:aws:::everything', covers: ['*'], account: SOME_ACCOUNT, policies }],
  };
}

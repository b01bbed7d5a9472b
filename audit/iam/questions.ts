import type { Answer, Counterexample, Undecided } from './answer';
import { undecided } from './answer';
import type { Question } from './decide';
import { decide } from './decide';
import { expectedPrincipals } from './expected-principals';
import type { KnownAnswers } from './known-answers';
import type { PreparedWorld } from './prepared-world';
import { prepare } from './prepared-world';
import type { PrincipalClass } from './principal-class';
import { classOf } from './principal-class';
import type { RequestSpace } from './query';
import { regionOfRequest, regionsOf } from './query';
import type { AccessRequest, ConcretePrincipal, World } from './world';

/** May this principal do that? */
export interface MayDoQuestion extends RequestSpace {
  /** The ARN of a principal that the world declares, or who exactly makes the request. */
  readonly principal: string | ConcretePrincipal;
}

/**
 * Whether `principal` may do any of it: `proved` means it may not; a counterexample is a request that is allowed.
 *
 * @param known answers of this world and others like it
 */
export function mayDo(world: World, question: MayDoQuestion, known?: KnownAnswers): Answer {
  const ready = prepare(world);
  const who = whoIs(ready, question.principal);
  if (!who) {
    const where = typeof question.principal === 'string' ? question.principal : question.principal.kind;
    return undecided([{ kind: 'notEvaluated', where, reason: 'the world does not declare this principal' }]);
  }
  return answered(ready, { who, regions: regionsOf(question, ready.types) }, question, known);
}

function answered(world: PreparedWorld, asked: Question, words: object, known?: KnownAnswers): Answer {
  return known ? known.decide(world, asked, JSON.stringify(words)) : decide(world, asked);
}

/** The same for one request: what it does not carry is absent. */
export function mayRequest(world: World, request: AccessRequest): Answer {
  const ready = prepare(world);
  const region = regionOfRequest(request, ready.types);
  const who = concreteClass(ready, request.principal);
  return decide(ready, { who, regions: region ? [region] : [] });
}

/** Who is asked about, besides declared principals. */
export interface WhoMayQuestion extends RequestSpace {
  /** Whether root users count, who are bound by control policies and explicit denies only. @default false */
  readonly rootUsers?: boolean;
  /** Leaves out the roles and users that the world declares. @default false */
  readonly undeclaredOnly?: boolean;
}

/** Everyone who may, each with a request; and those for whom it could not be decided. Whoever is not listed may not: that is proved. */
export interface WhoMayAnswer {
  readonly may: readonly { readonly who: string; readonly example: Counterexample }[];
  readonly notEvaluated: readonly { readonly who: string; readonly why: Undecided }[];
}

/**
 * Who may do any of it: declared roles and users, services, principals of other accounts, identity providers, and anyone. An account
 * counts as fully declared when the world lists a principal of it, unless it says otherwise. `before` is called before each of them, and
 * may throw to break off.
 */
export function whoMay(
  world: World,
  question: WhoMayQuestion,
  before: () => void = () => undefined,
  known?: KnownAnswers,
): WhoMayAnswer {
  const ready = prepare(world);
  const regions = regionsOf(question, ready.types);
  const everyone = expectedPrincipals(ready, question.rootUsers ?? false);
  const asked = question.undeclaredOnly === true ? everyone.filter(({ declared }) => !declared) : everyone;
  const answers = asked.map((who) => {
    before();
    return { who: who.label, answer: answered(ready, { who, regions }, question, known) };
  });
  return {
    may: answers.flatMap(({ who, answer }) => (answer.kind === 'counterexample' ? [{ who, example: answer }] : [])),
    notEvaluated: answers.flatMap(({ who, answer }) => (answer.kind === 'notEvaluated' ? [{ who, why: answer }] : [])),
  };
}

function whoIs(world: PreparedWorld, principal: string | ConcretePrincipal): PrincipalClass | undefined {
  return typeof principal === 'string' ? declaredClasses(world).get(principal) : concreteClass(world, principal);
}

const concrete = new WeakMap<PreparedWorld, Map<string, PrincipalClass>>();

/** Made once for each world, so that what the world's policies say of it is found again by the next question. */
function concreteClass(world: PreparedWorld, principal: ConcretePrincipal): PrincipalClass {
  const known = concrete.get(world) ?? new Map<string, PrincipalClass>();
  concrete.set(world, known);
  const key = JSON.stringify(principal);
  let who = known.get(key);
  if (!who) known.set(key, (who = classOf(principal, world.world.principals, world.world.accounts ?? [])));
  return who;
}

const classes = new WeakMap<PreparedWorld, ReadonlyMap<string, PrincipalClass>>();

/** The classes of declared principals by ARN; of two with one ARN the first counts. */
function declaredClasses(world: PreparedWorld): ReadonlyMap<string, PrincipalClass> {
  let known = classes.get(world);
  if (!known) {
    const declared = expectedPrincipals(world, false).filter((who) => who.declared !== undefined);
    known = new Map([...declared].reverse().map((who) => [who.label, who]));
    classes.set(world, known);
  }
  return known;
}

import type { NamedPolicy } from '../../iam/policy';
import type { RequestSpace } from '../../iam/query';
import { mayDo } from '../../iam/questions';
import type { Account, ConcretePrincipal, IamPrincipal, Resource, World } from '../../iam/world';
import type { Facts } from '../facts';
import { reasonInWords, shortRequest } from '../words';
import type { Proof } from '../invariant';

/** What a policy must refuse, whoever it is that something else allows it to. */
export interface Refusal extends RequestSpace {
  /** Unique for its policy, in words: what is refused. */
  readonly what: string;
  readonly principal: ConcretePrincipal;
}

const ANYTHING = { Effect: 'Allow', Action: '*', Resource: '*' };
const TO_ANYONE: NamedPolicy = {
  name: 'whatever else is allowed',
  document: { Version: '2012-10-17', Statement: [{ ...ANYTHING, Principal: '*' }] },
};
const TO_ITSELF: NamedPolicy = {
  name: 'whatever else is allowed',
  document: { Version: '2012-10-17', Statement: [ANYTHING] },
};

/**
 * Whether a resource's policies refuse it although everyone else allowed it: asked of a world in which they stand beside one
 * statement that allows all. What is left is what no deny of them speaks of.
 */
export function refusedByResource(facts: Facts, resource: Resource, refusals: readonly Refusal[]): readonly Proof[] {
  const world: World = {
    accounts: bare(facts.world.accounts ?? []),
    principals: [],
    resources: [{ ...resource, policies: [...(resource.policies ?? []), TO_ANYONE] }],
  };
  facts.allowance.spend();
  return refusals.map((refusal) => verdict(facts, world, refusal.principal, refusal, resource.origin ?? resource.arn));
}

/** The same for a role's own policies and its boundary. */
export function refusedByIdentity(
  facts: Facts,
  role: IamPrincipal,
  refusals: readonly Omit<Refusal, 'principal'>[],
): readonly Proof[] {
  facts.allowance.spend();
  const world: World = {
    principals: [{ ...role, policies: [...role.policies, TO_ITSELF], ...widened(role.boundary) }],
    resources: [],
  };
  return refusals.map((refusal) => verdict(facts, world, role.arn, refusal, role.origin ?? role.arn));
}

/** A boundary that allows all and denies what it denies: it is asked as one more identity policy. */
function widened(boundary: NamedPolicy | undefined): Pick<IamPrincipal, 'boundary'> {
  if (!boundary) return {};
  const { document } = boundary;
  if (typeof document !== 'object' || document === null) return { boundary };
  const statements = [(document as { readonly Statement?: unknown }).Statement ?? []].flat();
  return { boundary: { ...boundary, document: { ...document, Statement: [...statements, ANYTHING] } } };
}

function verdict(
  facts: Facts,
  world: World,
  principal: string | ConcretePrincipal,
  { what, ...space }: RequestSpace & { readonly what: string },
  place: string,
): Proof {
  const answer = mayDo(world, { ...space, principal }, facts.shared);
  const subject = `${place}: ${what}`;
  if (answer.kind === 'proved') return { kind: 'proved', subject, detail: 'refused whatever else is allowed' };
  if (answer.kind === 'notEvaluated') return { kind: 'not evaluated', subject, detail: reasonInWords(answer) };
  return { kind: 'refuted', subject, detail: `no statement refuses: ${shortRequest(answer.request)}` };
}

/** Control policies are another line of defence, which these questions leave out. */
function bare(accounts: readonly Account[]): Account[] {
  return accounts.map(({ id }) => ({ id, undeclaredPrincipals: true }));
}

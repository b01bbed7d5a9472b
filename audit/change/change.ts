import type { Model, Resource } from '../assembly/model';
import { worldDifference, type Difference } from '../iam/difference';
import type { Answer, Path } from '../network/answer';
import type { Reachability } from '../network/reachability';
import { Facts } from '../proofs/facts';
import type { Proof } from '../proofs/invariant';
import { prove } from '../proofs/prove';
import { placeOf } from '../world/policy-document';
import { worldOf } from '../world/world-of';

/** A way between a subnet and the internet that one side has and the other has not. */
export interface NetworkChange {
  /** Construct path of the subnet. */
  readonly place: string;
  readonly direction: 'out' | 'in';
  readonly path: Path;
}

/** A proof that turned out otherwise. */
export interface ProofChange {
  readonly invariant: string;
  readonly title: string;
  readonly proof: Proof;
}

/** What one side allows and the other does not. */
export interface Side {
  readonly access: Difference;
  readonly network: readonly NetworkChange[];
  /** Proofs that are refuted on this side only. */
  readonly refuted: readonly ProofChange[];
}

/** How two sets of templates differ in what they allow. */
export interface Change {
  /** What the new templates allow that the old did not. */
  readonly more: Side;
  /** What the old allowed that the new do not. */
  readonly less: Side;
  /** What could not be evaluated, in words: nothing is said of it. */
  readonly notEvaluated: readonly string[];
}

/**
 * Compares what two sets of templates allow: every request, every way to and from the internet, every invariant. Resources are the
 * same where stack and logical id are; a role or bucket with another physical name is another.
 *
 * @param limit how many examples of access a side lists at most. @default 25
 */
export function changeBetween(before: Model, after: Model, limit = 25): Change {
  const [old, now] = [worldOf(before), worldOf(after)];
  const [oldProofs, nowProofs] = [refutedIn(before), refutedIn(after)];
  const [oldWays, nowWays] = [waysIn(before), waysIn(after)];
  return {
    more: {
      access: worldDifference(now, old, { limit }),
      network: only(nowWays.found, oldWays.found),
      refuted: only(nowProofs, oldProofs),
    },
    less: {
      access: worldDifference(old, now, { limit }),
      network: only(oldWays.found, nowWays.found),
      refuted: only(oldProofs, nowProofs),
    },
    notEvaluated: [
      ...unread('old', before),
      ...unread('new', after),
      ...nowWays.open.filter((reason) => !oldWays.open.includes(reason)),
    ],
  };
}

/** Whether the new templates allow nothing more, and everything could be evaluated. */
export function allowsNothingMore({ more, notEvaluated }: Change): boolean {
  const { access, network, refuted } = more;
  return (
    access.examples.length + access.notEvaluated.length + network.length + refuted.length === 0 &&
    notEvaluated.length === 0
  );
}

function only<T>(mine: ReadonlyMap<string, T>, theirs: ReadonlyMap<string, T>): readonly T[] {
  return [...mine].filter(([key]) => !theirs.has(key)).map(([, value]) => value);
}

function refutedIn(model: Model): ReadonlyMap<string, ProofChange> {
  const changes = prove(model).flatMap(({ invariant, proofs }) =>
    proofs
      .filter(({ kind }) => kind === 'refuted')
      .map((proof): [string, ProofChange] => [
        `${invariant.id} ${proof.subject}`,
        { invariant: invariant.id, title: invariant.title, proof },
      ]),
  );
  return new Map(changes);
}

interface Ways {
  readonly found: ReadonlyMap<string, NetworkChange>;
  readonly open: readonly string[];
}

function waysIn(model: Model): Ways {
  const found = new Map<string, NetworkChange>();
  const open: string[] = [];
  const reachability: Reachability = new Facts(model).reachability;
  const note = (subnet: Resource, direction: NetworkChange['direction'], answer: Answer): void => {
    const place = placeOf(subnet);
    if (answer.kind === 'not evaluated') open.push(`${place}, ${direction}: ${answer.reasons.slice(0, 2).join('; ')}`);
    const [path] = answer.kind === 'path' ? answer.paths : [];
    if (path) found.set(`${subnet.stack}/${subnet.logicalId} ${direction}`, { place, direction, path });
  };
  for (const subnet of model.resources) {
    if (subnet.type !== 'AWS::EC2::Subnet') continue;
    const id = model.reference(subnet);
    if (typeof id !== 'string') continue;
    const tier = { name: placeOf(subnet), subnets: [id] };
    note(subnet, 'out', reachability.pathsToInternet(tier));
    note(subnet, 'in', reachability.pathsFromInternet(tier));
  }
  return { found, open };
}

function unread(side: string, { notEvaluated, templates }: Model): readonly string[] {
  const lines = notEvaluated.map(({ file, reason }) => `${side}: ${file}: ${reason}`);
  return templates.length === 0 && lines.length === 0 ? [`${side}: no template`] : lines;
}

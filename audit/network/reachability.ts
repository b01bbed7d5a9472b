import type { Model, Resource } from '../assembly/model';
import { answerOf, type Answer, type Finding, type Hop } from './answer';
import { EVERYTHING, exactly, both, type Bounds } from './bounds';
import { doorsOf, type Door } from './doors';
import { entriesTo } from './entries';
import { exitsOf } from './exits';
import { addressed, FROM_INTERNET } from './internet';
import { managedAccess } from './managed-access';
import { Network, type Tier } from './network';
import { TooManyBoxes } from './packet-set';
import { nameOf } from './rule-packets';
import { servicesMissingDoor, type MayUse, type ServiceDoor, type ServiceNeed, type ServiceOptions } from './services';
import { tierOf } from './tiers';
import { witnessOf } from './witness';
import type { Workload } from './workloads';

/** Questions about ways to and from the internet, answered from the templates alone. */
export class Reachability {
  public readonly network: Network;

  public constructor(model: Model) {
    this.network = new Network(model);
  }

  /** Whether anything that runs there can send a packet to a public address. */
  public pathsToInternet(target: Tier | Resource): Answer {
    return this.answer(target, (tier) => {
      const filter = tier.groups ? this.network.groups.allowed(tier.groups, 'egress', []) : EVERYTHING;
      const unknown = this.unknownSubnets(tier);
      return [...unknown, ...this.network.subnetsOf(tier).flatMap((subnet) => exitsOf(subnet, this.network, filter))];
    });
  }

  /** Whether anybody on the internet can send a packet there, or have a service of AWS call or forward there. */
  public pathsFromInternet(target: Tier | Resource): Answer {
    return this.answer(target, (tier) => {
      const direct = this.network.subnetsOf(tier).flatMap((subnet) => entriesTo(subnet, this.network, tier.groups));
      return [...this.unknownSubnets(tier), ...direct, ...this.throughBalancers(tier), ...this.throughCalls(tier)];
    });
  }

  /** Everything that a tier can send packets to: endpoints, other things in its VPC, and the ways out of it. */
  public doorsOf(tier: Tier): readonly Door[] {
    return doorsOf(tier, this.network);
  }

  /** The calls that no endpoint is proved to carry, with what is in the way. */
  public servicesMissingDoor(
    needs: readonly ServiceNeed[],
    mayUse: MayUse,
    options?: ServiceOptions,
  ): readonly ServiceDoor[] {
    return servicesMissingDoor(needs, this.network, mayUse, options);
  }

  private answer(target: Tier | Resource, ask: (tier: Tier) => readonly Finding[]): Answer {
    try {
      const findings: Finding[] = [];
      if ('logicalId' in target) findings.push(...this.managed(target), ...this.unplaced(target));
      const tier = 'logicalId' in target ? tierOf(target, this.network) : target;
      if (tier) findings.push(...ask(tier));
      // A template that could not be read may hold a route, a rule or a door that no one here sees.
      if (this.network.missing.length > 0) findings.push({ reasons: this.network.missing.slice(0, 5) });
      return answerOf(findings);
    } catch (error) {
      if (error instanceof TooManyBoxes) return { kind: 'not evaluated', reasons: [error.message] };
      throw error;
    }
  }

  private managed(resource: Resource): readonly Finding[] {
    const verdict = managedAccess(resource, this.network.model);
    if (verdict === 'not evaluated') return [{ reasons: [`whether ${nameOf(resource)} has its service's way out`] }];
    if (verdict !== 'reaches') return [];
    if (resource.condition === 'unknown') return [{ reasons: [`whether ${nameOf(resource)} is deployed`] }];
    const hop = { what: `${resource.type} runs in its service's network, which reaches the internet`, resource };
    return [{ path: { kind: 'managed', hops: [hop], replies: 'pass' } }];
  }

  /** A resource whose place is known only in part may also be elsewhere. */
  private unplaced(resource: Resource): readonly Finding[] {
    const workload = this.network.workload(resource);
    return workload?.incomplete ? [{ reasons: [`not every subnet of ${nameOf(resource)} is known`] }] : [];
  }

  private unknownSubnets(tier: Tier): readonly Finding[] {
    const unknown = tier.subnets.filter((id) => !this.network.subnet(id));
    if (tier.subnets.length === 0) return [{ reasons: [`${tier.name} names no subnet that is known`] }];
    return unknown.map((id) => ({ reasons: [`subnet ${id} is not in the templates`] }));
  }

  private throughBalancers(tier: Tier): readonly Finding[] {
    return this.network.workloads.flatMap((balancer) => {
      if (!/LoadBalancer$/.test(balancer.resource.type) || !balancer.publicAddress) return [];
      const own = tierOf(balancer.resource, this.network);
      if (!own) return [];
      const entries = own.subnets.flatMap((id) => {
        const subnet = this.network.subnet(id);
        return subnet
          ? entriesTo(subnet, this.network, own.groups)
          : [{ reasons: [`subnet ${id} is not in the templates`] }];
      });
      return entries.length === 0 ? [] : this.onward(balancer, tier, entries);
    });
  }

  private onward(from: Workload, tier: Tier, entries: readonly Finding[]): readonly Finding[] {
    const own = tierOf(from.resource, this.network);
    const step = own ? this.network.between(own, tier) : exactly(addressed('source'));
    if (step.most.isEmpty) return [];
    const entry = entries.find((one) => 'path' in one);
    if (!entry || step.least.isEmpty) {
      const reasons = [...step.reasons, ...entries.flatMap((one) => ('reasons' in one ? one.reasons : []))];
      return [{ reasons: [`through ${nameOf(from.resource)}`, ...reasons] }];
    }
    const witness = witnessOf(step.least);
    const hops: Hop[] = [
      ...entry.path.hops,
      { what: `through ${from.resource.type} ${nameOf(from.resource)}`, resource: from.resource },
      { what: `to ${tier.name}` },
    ];
    return [{ path: { kind: 'packets', hops, ...(witness ? { witness } : {}), replies: entry.path.replies } }];
  }

  private throughCalls(tier: Tier): readonly Finding[] {
    return this.network.publicCalls.flatMap((call) =>
      call.targets.flatMap((target): readonly Finding[] => {
        const own = tierOf(target, this.network);
        const isThere = own !== undefined && overlaps(own, tier);
        const step: Bounds = isThere || !own ? EVERYTHING : this.network.between(own, tier);
        if (!own || step.most.isEmpty) return [];
        if (!call.sure || step.least.isEmpty) {
          return [{ reasons: [`whether ${call.what} ${nameOf(call.resource)} leads there`, ...step.reasons] }];
        }
        const hops: Hop[] = [
          { what: `${call.what} ${nameOf(call.resource)} answers on the internet`, resource: call.resource },
          { what: `it calls or forwards to ${nameOf(target)}`, resource: target },
        ];
        const witness = isThere
          ? undefined
          : (witnessOf(both(step, exactly(FROM_INTERNET)).least) ?? witnessOf(step.least));
        const { authentication } = call;
        return [
          {
            path: {
              kind: 'call' as const,
              hops,
              ...(witness ? { witness } : {}),
              replies: 'pass' as const,
              authentication,
            },
          },
        ];
      }),
    );
  }
}

function overlaps(one: Tier, other: Tier): boolean {
  const shares = (left: readonly string[], right: readonly string[]) => left.some((id) => right.includes(id));
  return shares(one.subnets, other.subnets) && (!other.groups || shares(one.groups ?? [], other.groups));
}

import { text } from '../assembly/readers';
import type { Finding, Hop } from './answer';
import { both, EVERYTHING, exactly, reversed, unsure, type Bounds } from './bounds';
import { addressed, TO_INTERNET } from './internet';
import type { Network } from './network';
import { box, PacketSet } from './packet-set';
import { interval } from './interval';
import type { Route } from './routes';
import type { Subnet } from './subnets';
import { witnessOf } from './witness';

/** Packets on their way out, what they passed, and which answers would find the way back. */
interface Traffic {
  readonly packets: Bounds;
  readonly answers: Bounds;
  readonly hops: readonly Hop[];
  readonly visited: ReadonlySet<string>;
}

const NAT_PROTOCOLS = PacketSet.of(
  ...[1, 6, 17].flatMap((one) => [4, 6].map((family) => box(family as 4 | 6, { protocol: interval(one) }))),
);
const IPV6 = exactly(PacketSet.of(box(6)));

/** Every way by which packets leave a subnet for the internet. `filter` is what security groups let out. */
export function exitsOf(subnet: Subnet, network: Network, filter: Bounds): readonly Finding[] {
  const start = both(exactly(TO_INTERNET), exactly(addressed('source', ...subnet.ranges)), filter);
  const hop = { what: `from subnet ${subnet.id}`, resource: subnet.resource };
  return new Exits(network).leave(subnet, { packets: start, answers: EVERYTHING, hops: [hop], visited: new Set() });
}

class Exits {
  public constructor(private readonly network: Network) {}

  public leave(subnet: Subnet, traffic: Traffic): readonly Finding[] {
    if (traffic.visited.has(subnet.id)) return [];
    const { acls, routes, places } = this.network;
    const here: Traffic = {
      packets: both(traffic.packets, acls.allowed(subnet.id, 'out')),
      answers: both(traffic.answers, reversed(acls.allowed(subnet.id, 'in'))),
      hops: traffic.hops,
      visited: new Set([...traffic.visited, subnet.id]),
    };
    if (here.packets.most.isEmpty) return [];
    const unknown = routes.unknown(subnet.id);
    const findings: Finding[] = unknown === undefined ? [] : [{ reasons: [`${subnet.id}: ${unknown}`] }];
    const vpc = subnet.vpc === undefined ? undefined : places.vpcs.get(subnet.vpc);
    for (const route of routes.ofSubnet(subnet, vpc)) {
      const packets = both(here.packets, route.destination);
      if (packets.most.isEmpty) continue;
      const certain = unknown === undefined ? packets : unsure(packets, unknown);
      const hop = {
        what: `route ${route.shown} to ${route.target} ${route.targetId ?? ''}`.trim(),
        resource: route.resource,
      };
      findings.push(...this.follow(route, subnet, { ...here, packets: certain, hops: [...here.hops, hop] }));
    }
    return findings;
  }

  private follow(route: Route, subnet: Subnet, traffic: Traffic): readonly Finding[] {
    switch (route.target) {
      case 'local':
        return [];
      case 'peering':
        // A peering connection carries packets between its two VPCs only, never on to a gateway of the other.
        return [];
      case 'internet gateway':
        return this.throughGateway(subnet, route, traffic);
      case 'egress-only internet gateway':
        return this.throughGateway(subnet, route, { ...traffic, packets: both(traffic.packets, IPV6) });
      case 'carrier gateway':
        return this.arrived(route, traffic);
      case 'nat gateway':
        return this.throughNat(route, traffic);
      case 'transit gateway':
        return this.throughTransit(route, traffic);
      case 'firewall endpoint':
      case 'instance':
      case 'network interface':
        return this.throughAppliance(route, traffic);
      default:
        return [{ reasons: [`${where(route)}: what lies behind this ${route.target} is not in the templates`] }];
    }
  }

  private throughGateway(subnet: Subnet, route: Route, traffic: Traffic): readonly Finding[] {
    const verdict = this.network.publicAccess.verdict(subnet, 'out');
    if (verdict === 'blocked') return [];
    const reason = 'whether VPC Block Public Access stops it';
    return this.arrived(route, verdict === 'open' ? traffic : { ...traffic, packets: unsure(traffic.packets, reason) });
  }

  private throughNat(route: Route, traffic: Traffic): readonly Finding[] {
    const { model } = this.network;
    const nat = route.targetId === undefined ? undefined : model.find(route.targetId, 'AWS::EC2::NatGateway');
    if (!nat) return [{ reasons: [`${where(route)}: the NAT gateway is not in the templates`] }];
    const id = text(model.property(nat, 'SubnetId'));
    const subnet = id.kind === 'resolved' ? this.network.subnet(id.value) : undefined;
    if (!subnet) return [{ reasons: [`${where(route)}: the NAT gateway's subnet is not in the templates`] }];
    return this.enter(
      subnet,
      traffic,
      { what: `through NAT gateway ${route.targetId}`, resource: nat },
      exactly(NAT_PROTOCOLS),
    );
  }

  /** Into another subnet and out of it again; from there on the packets may carry its addresses. */
  private enter(subnet: Subnet, traffic: Traffic, hop: Hop, limit: Bounds): readonly Finding[] {
    const inward = both(traffic.packets, limit, this.network.acls.allowed(subnet.id, 'in'));
    const back = reversed(this.network.acls.allowed(subnet.id, 'out'));
    return this.leave(subnet, {
      packets: anySource(inward),
      answers: anySource(both(traffic.answers, back)),
      hops: [...traffic.hops, hop],
      visited: traffic.visited,
    });
  }

  private throughTransit(route: Route, traffic: Traffic): readonly Finding[] {
    const { model } = this.network;
    const findings: Finding[] = [];
    for (const attachment of model.resources) {
      if (!/^AWS::EC2::TransitGateway(?:Vpc)?Attachment$/.test(attachment.type)) continue;
      if (model.property(attachment, 'TransitGatewayId') !== route.targetId) continue;
      const ids = model.property(attachment, 'SubnetIds');
      for (const id of Array.isArray(ids) ? (ids as readonly unknown[]) : []) {
        const subnet = typeof id === 'string' ? this.network.subnet(id) : undefined;
        if (!subnet) continue;
        const hop = { what: `through transit gateway ${route.targetId}`, resource: attachment };
        const guess = unsure(EVERYTHING, 'which routes the transit gateway has is not evaluated');
        findings.push(
          ...this.enter(subnet, traffic, hop, this.hasStaticRoute(attachment.logicalId) ? EVERYTHING : guess),
        );
      }
    }
    // Other accounts may attach networks that no template here shows.
    return [
      ...findings,
      { reasons: [`${where(route)}: what the transit gateway leads to is not all in the templates`] },
    ];
  }

  /** A static default route of the transit gateway to this attachment. */
  private hasStaticRoute(logicalId: string): boolean {
    const { model } = this.network;
    return model.resources.some((one) => {
      if (one.type !== 'AWS::EC2::TransitGatewayRoute' || one.condition !== 'always') return false;
      const attachment = text(model.property(one, 'TransitGatewayAttachmentId'));
      const block = text(model.property(one, 'DestinationCidrBlock'));
      const isDefault = block.kind === 'resolved' && block.value === '0.0.0.0/0';
      return isDefault && attachment.kind === 'resolved' && model.find(attachment.value)?.logicalId === logicalId;
    });
  }

  private throughAppliance(route: Route, traffic: Traffic): readonly Finding[] {
    const { model } = this.network;
    const appliance = route.targetId === undefined ? undefined : model.find(route.targetId);
    const ids = appliance ? [model.property(appliance, 'SubnetIds'), model.property(appliance, 'SubnetId')].flat() : [];
    const subnet = ids.map((id) => (typeof id === 'string' ? this.network.subnet(id) : undefined)).find((one) => one);
    const reason = `${where(route)}: what the ${route.target} lets through is not evaluated`;
    if (!appliance || !subnet) return [{ reasons: [reason] }];
    const hop = { what: `through ${route.target} ${route.targetId}`, resource: appliance };
    // An appliance in the same subnet sends with its own address by that subnet's other routes.
    if (traffic.visited.has(subnet.id)) return [{ reasons: [reason] }];
    return this.enter(subnet, traffic, hop, unsure(EVERYTHING, reason));
  }

  private arrived(route: Route, traffic: Traffic): readonly Finding[] {
    const { packets, answers, hops } = traffic;
    if (packets.most.isEmpty) return [];
    const { model } = this.network;
    const gateway = route.targetId === undefined ? undefined : model.find(route.targetId);
    if (packets.least.isEmpty) return [{ reasons: packets.reasons.length > 0 ? packets.reasons : [where(route)] }];
    const conversation = both(packets, answers);
    const replies = conversation.least.isEmpty ? (conversation.most.isEmpty ? 'blocked' : 'not evaluated') : 'pass';
    const witness = witnessOf(replies === 'pass' ? conversation.least : packets.least);
    const last = {
      what: `out by ${route.target} ${route.targetId ?? ''}`.trim(),
      ...(gateway ? { resource: gateway } : {}),
    };
    return [{ path: { kind: 'packets', hops: [...hops, last], ...(witness ? { witness } : {}), replies } }];
  }
}

function anySource(bounds: Bounds): Bounds {
  const widen = (set: PacketSet): PacketSet =>
    PacketSet.of(...set.boxes.map((one) => ({ ...one, source: box(one.family.low === 6n ? 6 : 4).source })));
  return { least: widen(bounds.least), most: widen(bounds.most), reasons: bounds.reasons };
}

function where(route: Route): string {
  return `route ${route.shown} in ${route.resource.path ?? `${route.resource.stack}/${route.resource.logicalId}`}`;
}

import type { Resource } from '../assembly/model';
import type { Finding, Hop } from './answer';
import { both, exactly, reversed, unsure, type Bounds } from './bounds';
import { addressed, FROM_INTERNET } from './internet';
import type { Network } from './network';
import { box, PacketSet } from './packet-set';
import { nameOf } from './rule-packets';
import type { Subnet } from './subnets';
import { witnessOf } from './witness';
import type { Workload } from './workloads';

/** Ways by which packets from the internet come into a subnet and through its groups (without groups: to anything in it). */
export function entriesTo(subnet: Subnet, network: Network, groups: readonly string[] | undefined): readonly Finding[] {
  const unknown = network.routes.unknown(subnet.id);
  const gateway = gatewayRoute(subnet, network);
  const here = network.workloads.filter((one) => one.subnets.includes(subnet.id) && sharesGroup(one, groups));
  const publicOnes = here.filter((one) => one.publicAddress);
  if (gateway === undefined && unknown === undefined && publicOnes.length === 0) return [];
  const verdict = network.publicAccess.verdict(subnet, 'in');
  if (verdict === 'blocked') return [];
  const inward = [network.acls.allowed(subnet.id, 'in')];
  if (groups) inward.push(network.groups.allowed(groups, 'ingress', []));
  let packets = both(exactly(FROM_INTERNET), exactly(addressed('destination', ...subnet.ranges)), ...inward);
  if (verdict !== 'open') packets = unsure(packets, 'whether VPC Block Public Access stops it');
  if (unknown !== undefined) packets = unsure(packets, `${subnet.id}: ${unknown}`);
  if (gateway?.condition === 'unknown') packets = unsure(packets, 'whether the route to the internet gateway exists');
  packets = addressedPublicly(packets, subnet, publicOnes, gateway);
  if (packets.most.isEmpty) return [];
  if (packets.least.isEmpty) return [{ reasons: packets.reasons }];
  const answers = both(packets, reversed(network.acls.allowed(subnet.id, 'out')));
  const reply = answers.least.isEmpty ? (answers.most.isEmpty ? 'blocked' : 'not evaluated') : 'pass';
  const replies = gateway ? reply : 'blocked';
  const witness = witnessOf(replies === 'pass' ? answers.least : packets.least);
  const hops: Hop[] = [
    { what: 'from the internet', ...(gateway ? { resource: gateway } : {}) },
    { what: `into subnet ${subnet.id}`, resource: subnet.resource },
    ...publicOnes
      .slice(0, 3)
      .map(({ resource }) => ({ what: `to ${nameOf(resource)}, which has a public address`, resource })),
  ];
  return [{ path: { kind: 'packets', hops, ...(witness ? { witness } : {}), replies } }];
}

/** Packets find only what has a public address: every IPv6 address is one, an IPv4 address is given. */
function addressedPublicly(
  packets: Bounds,
  subnet: Subnet,
  publicOnes: readonly Workload[],
  gateway: Resource | undefined,
): Bounds {
  if (publicOnes.some((one) => one.resource.condition === 'always') && gateway) return packets;
  if (subnet.publicAddress === true) return packets;
  const reason = gateway
    ? `nothing known in ${subnet.id} has a public address, but what starts there may ask for one`
    : `${subnet.id} has no route to an internet gateway, but something in it has a public address`;
  const v6 = gateway && subnet.hasIpv6 ? packets.least.intersect(PacketSet.of(box(6))) : PacketSet.NONE;
  return { ...unsure(packets, reason), least: v6 };
}

function gatewayRoute(subnet: Subnet, network: Network): Resource | undefined {
  const vpc = subnet.vpc === undefined ? undefined : network.places.vpcs.get(subnet.vpc);
  const routes = network.routes.ofSubnet(subnet, vpc);
  return routes.find((route) => route.target === 'internet gateway' || route.target === 'carrier gateway')?.resource;
}

function sharesGroup(workload: Workload, groups: readonly string[] | undefined): boolean {
  return (
    groups === undefined || workload.groups.length === 0 || workload.groups.some((group) => groups.includes(group))
  );
}

import type { Resource } from '../assembly/model';
import { both, EVERYTHING, exactly, type Bounds } from './bounds';
import { endpointsOf, type Endpoint } from './endpoints';
import { addressed } from './internet';
import type { Network, Tier } from './network';
import { portsOf } from './ports';
import { nameOf } from './rule-packets';
import type { TargetKind } from './routes';
import { tierOf } from './tiers';

/** Something that a tier can send packets to. */
export interface Door {
  readonly kind: 'endpoint' | 'workload' | 'gateway';
  readonly name: string;
  readonly resource: Resource;
  /** Of an endpoint: the service, and whether its policy is its own. */
  readonly service?: string;
  readonly ownPolicy?: boolean;
  /** Of a gateway: where the route leads. */
  readonly target?: TargetKind;
  /** Ports that are certainly open, in words; for a gateway the destination. */
  readonly open: readonly string[];
  /** Ports that may be open as well, and why that is not known. */
  readonly maybe: readonly string[];
  readonly reasons: readonly string[];
}

/** Everything that a tier reaches: endpoints, other things in its VPC, and each way out of it. */
export function doorsOf(tier: Tier, network: Network): readonly Door[] {
  const doors: Door[] = [];
  for (const endpoint of endpointsOf(network.model)) {
    const about = {
      kind: 'endpoint' as const,
      name: nameOf(endpoint.resource),
      resource: endpoint.resource,
      ...(endpoint.service === undefined ? {} : { service: endpoint.service }),
      ownPolicy: endpoint.policy.kind === 'document',
    };
    const door = withPorts(about, toEndpoint(tier, endpoint, network));
    if (door) doors.push(door);
  }
  for (const { resource } of network.workloads) {
    const other = tierOf(resource, network);
    if (!other || nameOf(resource) === tier.name) continue;
    const door = withPorts({ kind: 'workload', name: nameOf(resource), resource }, network.between(tier, other));
    if (door) doors.push(door);
  }
  return [...doors, ...gateways(tier, network)];
}

/** Packets that reach an endpoint: through its interfaces, or by the routes of a gateway endpoint. */
export function toEndpoint(tier: Tier, endpoint: Endpoint, network: Network): Bounds {
  const out = tier.groups ? network.groups.allowed(tier.groups, 'egress', []) : EVERYTHING;
  if (endpoint.type !== 'Gateway') {
    const own = tierOf(endpoint.resource, network) ?? interfaceTier(endpoint, network);
    return network.between(tier, own);
  }
  const routed = network.subnetsOf(tier).some((subnet) => {
    return network.routes
      .tablesOf(subnet.id)
      .some((table) => table !== undefined && endpoint.routeTables.includes(table));
  });
  return routed ? out : exactly(addressed('destination'));
}

/** Where an interface endpoint is; without groups it has the VPC's default one. */
export function interfaceTier(endpoint: Endpoint, network: Network): Tier {
  const name = nameOf(endpoint.resource);
  if (endpoint.groups.length > 0) return { name, subnets: endpoint.subnets, groups: endpoint.groups };
  const vpc = endpoint.vpc === undefined ? undefined : network.places.vpcs.get(endpoint.vpc)?.resource;
  const group = vpc ? network.model.reference(vpc, 'DefaultSecurityGroup') : undefined;
  return { name, subnets: endpoint.subnets, ...(typeof group === 'string' ? { groups: [group] } : {}) };
}

function gateways(tier: Tier, network: Network): readonly Door[] {
  const out = tier.groups ? network.groups.allowed(tier.groups, 'egress', []) : EVERYTHING;
  return network.subnetsOf(tier).flatMap((subnet) => {
    const vpc = subnet.vpc === undefined ? undefined : network.places.vpcs.get(subnet.vpc);
    return network.routes.ofSubnet(subnet, vpc).flatMap((route) => {
      const packets = both(route.destination, out, network.acls.allowed(subnet.id, 'out'));
      const { resource, target } = route;
      const name = `${subnet.id} ${route.shown} to ${target}`;
      const door = withPorts({ kind: 'gateway', name, resource, target }, packets);
      return door && target !== 'local' ? [door] : [];
    });
  });
}

function withPorts(about: Omit<Door, 'open' | 'maybe' | 'reasons'>, packets: Bounds): Door | undefined {
  if (packets.most.isEmpty) return undefined;
  const open = portsOf(packets.least);
  const maybe = portsOf(packets.most).filter((port) => !open.includes(port));
  return { ...about, open, maybe, reasons: maybe.length > 0 ? packets.reasons : [] };
}

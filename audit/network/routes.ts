import type { Model, Resource } from '../assembly/model';
import { text } from '../assembly/readers';
import { printable } from '../assembly/symbol';
import { Unresolved, type Resolved } from '../assembly/value';
import { parseCidr } from './address';
import { either, exactly, NOTHING, perhaps, without, type Bounds } from './bounds';
import { addressed } from './internet';
import { PacketSet } from './packet-set';
import { asDeployed, inBlock, inPrefixList } from './rule-packets';
import type { Subnet, Vpc } from './subnets';

export type TargetKind =
  | 'internet gateway'
  | 'egress-only internet gateway'
  | 'carrier gateway'
  | 'nat gateway'
  | 'transit gateway'
  | 'peering'
  | 'vpn gateway'
  | 'local gateway'
  | 'core network'
  | 'firewall endpoint'
  | 'instance'
  | 'network interface'
  | 'local'
  | 'unknown';

/** A route as far as it takes effect: without what more specific routes take away from it. */
export interface Route {
  readonly resource: Resource;
  readonly destination: Bounds;
  readonly shown: string;
  readonly target: TargetKind;
  /** The text that names the target; with the model, its resource. */
  readonly targetId?: string;
}

const TARGETS: readonly (readonly [property: string, kind: TargetKind])[] = [
  ['NatGatewayId', 'nat gateway'],
  ['EgressOnlyInternetGatewayId', 'egress-only internet gateway'],
  ['TransitGatewayId', 'transit gateway'],
  ['VpcPeeringConnectionId', 'peering'],
  ['VpcEndpointId', 'firewall endpoint'],
  ['InstanceId', 'instance'],
  ['NetworkInterfaceId', 'network interface'],
  ['CarrierGatewayId', 'carrier gateway'],
  ['LocalGatewayId', 'local gateway'],
  ['CoreNetworkArn', 'core network'],
];

const GATEWAYS: readonly (readonly [type: string, prefix: string, kind: TargetKind])[] = [
  ['AWS::EC2::InternetGateway', 'igw-', 'internet gateway'],
  ['AWS::EC2::VPNGateway', 'vgw-', 'vpn gateway'],
  ['AWS::EC2::VPCEndpoint', 'vpce-', 'firewall endpoint'],
  ['AWS::EC2::CarrierGateway', 'cagw-', 'carrier gateway'],
  ['AWS::EC2::EgressOnlyInternetGateway', 'eigw-', 'egress-only internet gateway'],
];

/** AWS takes 50 a table, and up to 1,000 on request; beyond this the pairs to compare are too many. */
const MOST_ROUTES = 500;
const TOO_MANY = `its route table has more than ${MOST_ROUTES} routes`;

/** The route tables of the templates and the subnets that use them. */
export class Routes {
  private readonly byTable = new Map<string, Resource[]>();
  private readonly bySubnet = new Map<
    string,
    { readonly table: string | undefined; readonly association: Resource }[]
  >();
  /** Routes and associations that may belong to any table or subnet. */
  private readonly strays: Resource[] = [];

  private readonly effective = new Map<string, readonly Route[]>();

  public constructor(private readonly model: Model) {
    for (const resource of model.resources) {
      if (resource.type === 'AWS::EC2::Route') this.add(this.byTable, resource, 'RouteTableId', resource);
      if (resource.type === 'AWS::EC2::VPNGatewayRoutePropagation') this.addPropagation(resource);
      if (resource.type === 'AWS::EC2::SubnetRouteTableAssociation') {
        const table = text(model.property(resource, 'RouteTableId'));
        const one = { table: table.kind === 'resolved' ? table.value : undefined, association: resource };
        this.add(this.bySubnet, resource, 'SubnetId', one);
      }
    }
  }

  /** The tables that a subnet may have; none for the main table of its VPC, which has only the local route. */
  public tablesOf(subnet: string): readonly (string | undefined)[] {
    return (this.bySubnet.get(subnet) ?? []).map(({ table }) => table);
  }

  /** Why it is not known which routes a subnet has; undefined where it is. */
  public unknown(subnet: string): string | undefined {
    if (this.strays.length > 0) return 'a route or association whose table or subnet is not known';
    const associations = this.bySubnet.get(subnet) ?? [];
    for (const { table, association } of associations) {
      const declared = table !== undefined && this.model.find(table, 'AWS::EC2::RouteTable') !== undefined;
      if (!declared) return 'its route table is not in the templates';
      if ((this.byTable.get(table)?.length ?? 0) > MOST_ROUTES) return TOO_MANY;
      if (association.condition === 'unknown') return 'a condition decides which route table it has';
    }
    return associations.length > 1 ? 'it has more than one route table' : undefined;
  }

  /** The routes by which packets leave a VPC from this subnet; addresses of the VPC itself always stay inside. */
  public ofSubnet(subnet: Subnet, vpc: Vpc | undefined): readonly Route[] {
    const known = this.effective.get(subnet.id);
    if (known) return known;
    if (this.unknown(subnet.id) === TOO_MANY) return [];
    const local = exactly(addressed('destination', ...(vpc?.ranges ?? [])));
    const tables = this.tablesOf(subnet.id).filter((table) => table !== undefined);
    const routes = tables.flatMap((table) => {
      return (this.byTable.get(table) ?? []).map((resource) => this.route(resource));
    });
    routes.sort((left, right) => right.prefix - left.prefix);
    // Longest prefix first: each route loses what the ones before it, with a longer prefix, already take.
    const effective: Route[] = [];
    let taken: Bounds = local;
    let same: Bounds = NOTHING;
    for (const [index, route] of routes.entries()) {
      if (index > 0 && routes[index - 1]?.prefix !== route.prefix) {
        taken = either(taken, same);
        same = NOTHING;
      }
      effective.push({ ...route, destination: without(route.destination, taken) });
      same = either(same, route.destination);
    }
    this.effective.set(subnet.id, effective);
    return effective;
  }

  private route(resource: Resource): Route & { readonly prefix: number } {
    const property = (name: string) => this.model.property(resource, name);
    if (resource.type === 'AWS::EC2::VPNGatewayRoutePropagation') {
      const destination = perhaps(PacketSet.ALL, 'routes that a VPN gateway propagates are not in the templates');
      return { resource, destination, shown: 'propagated', target: 'vpn gateway', prefix: -1 };
    }
    const v4 = property('DestinationCidrBlock');
    const v6 = property('DestinationIpv6CidrBlock');
    const lists = property('DestinationPrefixListId');
    const nowhere = v4 === undefined && v6 === undefined && lists === undefined;
    const destination = nowhere
      ? perhaps(PacketSet.ALL, 'a route whose destination is not known')
      : either(inBlock(v4, 'destination'), inBlock(v6, 'destination'), inPrefixList(lists, 'destination', this.model));
    const shown = text(v4 ?? v6 ?? lists);
    return {
      resource,
      destination: asDeployed(destination, resource),
      shown: shown.kind === 'resolved' ? printable(shown.value) : 'unknown',
      prefix: shown.kind === 'resolved' && parseCidr(shown.value) ? Number(shown.value.split('/')[1]) : -1,
      ...this.target(resource),
    };
  }

  private target(resource: Resource): { readonly target: TargetKind; readonly targetId?: string } {
    if (resource.unreadable !== undefined) return { target: 'unknown' };
    for (const [property, target] of TARGETS) {
      const id = this.model.property(resource, property);
      if (id === undefined) continue;
      return typeof id === 'string' ? { target, targetId: id } : { target };
    }
    return this.gateway(this.model.property(resource, 'GatewayId'));
  }

  private gateway(id: Resolved | undefined): { readonly target: TargetKind; readonly targetId?: string } {
    const read = id instanceof Unresolved ? undefined : text(id);
    if (read?.kind !== 'resolved') return { target: 'unknown' };
    if (read.value === 'local') return { target: 'local' };
    const type = this.model.find(read.value)?.type;
    const found = GATEWAYS.find(([of, prefix]) => of === type || read.value.startsWith(prefix));
    return { target: found?.[2] ?? 'unknown', targetId: read.value };
  }

  private addPropagation(resource: Resource): void {
    const tables = this.model.property(resource, 'RouteTableIds');
    if (!Array.isArray(tables)) return void this.strays.push(resource);
    for (const table of tables as readonly Resolved[]) {
      if (typeof table !== 'string') this.strays.push(resource);
      else this.push(this.byTable, table, resource);
    }
  }

  private add<T>(map: Map<string, T[]>, resource: Resource, property: string, value: T): void {
    const key = text(this.model.property(resource, property));
    if (key.kind === 'resolved') this.push(map, key.value, value);
    else this.strays.push(resource);
  }

  private push<T>(map: Map<string, T[]>, key: string, value: T): void {
    const known = map.get(key);
    if (known) known.push(value);
    else map.set(key, [value]);
  }
}

import type { Model, Resource } from '../assembly/model';
import { at, flag, number, text } from '../assembly/readers';
import { both, either, EVERYTHING, NOTHING, perhaps, without, type Bounds } from './bounds';
import { PacketSet } from './packet-set';
import { asDeployed, inBlock, protocolAndPorts } from './rule-packets';

interface Entry {
  readonly order: number;
  readonly allows: boolean;
  readonly packets: Bounds;
}

/** Rules of one ACL beyond which nobody writes them by hand, and evaluation would be slow. */
const MOST_ENTRIES = 200;

/** What the network ACLs let into and out of each subnet. They know no connections: answers need rules of their own. */
export class NetworkAcls {
  private readonly entries = new Map<string, Resource[]>();
  private readonly bySubnet = new Map<string, { readonly acl: string | undefined; readonly sure: boolean }[]>();
  private readonly computed = new Map<string, Bounds>();
  private readonly declared = new Set<string>();
  private stray = false;

  public constructor(private readonly model: Model) {
    for (const resource of model.resources) {
      if (resource.type === 'AWS::EC2::NetworkAcl') {
        const id = model.reference(resource);
        if (typeof id === 'string') this.declared.add(id);
      }
      if (resource.type === 'AWS::EC2::NetworkAclEntry') this.addEntry(resource);
      if (resource.type === 'AWS::EC2::SubnetNetworkAclAssociation') this.associate(resource);
    }
  }

  /** Packets that may leave (`out`) or enter (`in`) a subnet. */
  public allowed(subnet: string, direction: 'in' | 'out'): Bounds {
    const associations = this.bySubnet.get(subnet) ?? [];
    if (associations.length === 0) {
      // The VPC's default ACL allows everything.
      return this.stray ? perhaps(PacketSet.ALL, 'a network ACL whose subnet is not known') : EVERYTHING;
    }
    const all = associations.map(({ acl }) => this.ofAcl(acl, direction));
    const [only] = all;
    if (all.length === 1 && only && associations[0]?.sure) return only;
    const most = either(EVERYTHING, ...all);
    return { ...perhaps(most.most, 'which network ACL the subnet has'), least: both(...all).least };
  }

  private ofAcl(acl: string | undefined, direction: 'in' | 'out'): Bounds {
    if (acl === undefined || !this.declared.has(acl)) {
      return perhaps(PacketSet.ALL, 'a network ACL that is not in the templates');
    }
    const key = `${direction} ${acl}`;
    const known = this.computed.get(key) ?? this.compute(acl, direction);
    this.computed.set(key, known);
    return known;
  }

  private compute(acl: string, direction: 'in' | 'out'): Bounds {
    const resources = this.entries.get(acl) ?? [];
    if (resources.length > MOST_ENTRIES)
      return perhaps(PacketSet.ALL, `a network ACL of more than ${MOST_ENTRIES} rules`);
    const entries: Entry[] = [];
    for (const resource of resources) {
      const entry = this.entry(resource, direction);
      if (entry === 'unknown') return perhaps(PacketSet.ALL, 'a rule of a network ACL that is not known');
      if (entry) entries.push(entry);
    }
    entries.sort((left, right) => left.order - right.order);
    let open: Bounds = EVERYTHING;
    let allowed: Bounds = NOTHING;
    for (const { allows, packets } of entries) {
      if (allows) allowed = either(allowed, both(open, packets));
      open = without(open, packets);
    }
    return allowed;
  }

  /** One rule, in the asked direction; undefined for one of the other direction. */
  private entry(resource: Resource, direction: 'in' | 'out'): Entry | 'unknown' | undefined {
    const property = (...path: readonly (string | number)[]) => this.model.property(resource, ...path);
    const egress = flag(property('Egress'));
    const order = number(property('RuleNumber'));
    const action = text(property('RuleAction'));
    if (egress.kind === 'unresolved' || order.kind !== 'resolved' || action.kind !== 'resolved') return 'unknown';
    if ((egress.kind === 'resolved' && egress.value) !== (direction === 'out')) return undefined;
    if (action.value !== 'allow' && action.value !== 'deny') return 'unknown';
    const ports = at(property('PortRange'), 'From');
    const end = direction === 'in' ? 'source' : 'destination';
    const packets = both(
      either(inBlock(property('CidrBlock'), end), inBlock(property('Ipv6CidrBlock'), end)),
      protocolAndPorts(property('Protocol'), ports ?? at(property('Icmp'), 'Type'), at(property('PortRange'), 'To')),
    );
    return { order: order.value, allows: action.value === 'allow', packets: asDeployed(packets, resource) };
  }

  private addEntry(resource: Resource): void {
    const acl = text(this.model.property(resource, 'NetworkAclId'));
    if (acl.kind !== 'resolved') return void (this.stray = true);
    const known = this.entries.get(acl.value);
    if (known) known.push(resource);
    else this.entries.set(acl.value, [resource]);
  }

  private associate(resource: Resource): void {
    const subnet = text(this.model.property(resource, 'SubnetId'));
    const acl = text(this.model.property(resource, 'NetworkAclId'));
    if (subnet.kind !== 'resolved') return void (this.stray = true);
    const known = this.bySubnet.get(subnet.value) ?? [];
    known.push({
      acl: acl.kind === 'resolved' ? acl.value : undefined,
      sure: resource.condition === 'always' && !this.stray,
    });
    this.bySubnet.set(subnet.value, known);
  }
}

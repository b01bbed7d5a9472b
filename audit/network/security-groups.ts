import type { Model, Resource } from '../assembly/model';
import { list, text } from '../assembly/readers';
import { isResolvedMap, type Resolved } from '../assembly/value';
import { both, either, EVERYTHING, NOTHING, perhaps, type Bounds } from './bounds';
import { PacketSet } from './packet-set';
import { asDeployed, hasAny, inBlock, inPrefixList, nameOf, protocolAndPorts } from './rule-packets';

export type Direction = 'ingress' | 'egress';

interface Rule {
  readonly resource: Resource;
  readonly packets: Bounds;
  /** A prefix list that this rule names, known or not. */
  readonly prefixList?: string;
  /** Set where the rule names a security group and not addresses. */
  readonly peer?: string;
}

const DEFAULT_GROUP = /\.DefaultSecurityGroup\uE001$/;

/** What each security group of the templates lets in and out, by group id. */
export class SecurityGroups {
  private readonly rules = new Map<string, Record<Direction, Rule[]>>();
  private readonly declared = new Map<string, Resource>();
  /** Rules on a group whose id is not known: they may belong to any. */
  private readonly strays: Record<Direction, Rule[]> = { ingress: [], egress: [] };

  public constructor(private readonly model: Model) {
    for (const resource of model.resources) {
      if (resource.type === 'AWS::EC2::SecurityGroup') this.declare(resource);
      if (resource.type === 'AWS::EC2::SecurityGroupIngress') this.attach(resource, 'ingress');
      if (resource.type === 'AWS::EC2::SecurityGroupEgress') this.attach(resource, 'egress');
    }
  }

  public resource(id: string): Resource | undefined {
    return this.declared.get(id);
  }

  public get ids(): readonly string[] {
    return [...this.declared.keys()];
  }

  /** Packets that some of these groups lets through to or from an end with the given groups (none for the internet). */
  public allowed(ids: readonly string[], direction: Direction, peerGroups: readonly string[]): Bounds {
    return either(...ids.map((id) => this.allowedByOne(id, direction, peerGroups)));
  }

  /** Rules that name this prefix list, whatever addresses are in it. */
  public allowedToPrefixList(ids: readonly string[], prefixList: string): Bounds {
    const rules = ids.flatMap((id) => this.rules.get(id)?.egress ?? []);
    return either(...rules.filter((rule) => rule.prefixList === prefixList).map((rule) => rule.packets));
  }

  private allowedByOne(id: string, direction: Direction, peerGroups: readonly string[]): Bounds {
    const own = this.rules.get(id)?.[direction] ?? [];
    const matching = own.filter((rule) => rule.peer === undefined || peerGroups.includes(rule.peer));
    const rules = either(
      ...matching.map((rule) => rule.packets),
      ...this.strays[direction].map((rule) =>
        perhaps(rule.packets.most, `which group ${nameOf(rule.resource)} is for`),
      ),
    );
    if (this.declared.has(id)) return rules;
    if (!DEFAULT_GROUP.test(id)) return perhaps(PacketSet.ALL, 'a security group that is not in the templates');
    // The default group of a VPC: everything out, and in from its own members.
    const implicit = direction === 'egress' || peerGroups.includes(id) ? EVERYTHING : NOTHING;
    return either(rules, implicit);
  }

  private declare(resource: Resource): void {
    const id = this.model.reference(resource);
    if (typeof id !== 'string') return;
    this.declared.set(id, resource);
    const rules = this.rulesOf(id);
    for (const direction of ['ingress', 'egress'] as const) {
      const property = direction === 'ingress' ? 'SecurityGroupIngress' : 'SecurityGroupEgress';
      const written = list(this.model.property(resource, property));
      if (written.kind === 'unresolved') rules[direction].push(unknownRule(resource, written.reason));
      const members = written.kind === 'resolved' ? written.value : [];
      for (const one of members) rules[direction].push(this.rule(one, direction, resource));
      // Without egress rules, and with an empty list too, EC2's own rule stays: everything may leave.
      if (direction === 'egress' && written.kind !== 'unresolved' && members.length === 0) {
        rules.egress.push({ resource, packets: asDeployed(EVERYTHING, resource) });
      }
    }
  }

  private attach(resource: Resource, direction: Direction): void {
    const id = text(this.model.property(resource, 'GroupId'));
    const rule = resource.unreadable
      ? unknownRule(resource, resource.unreadable)
      : this.rule(resource.properties, direction, resource);
    if (id.kind === 'resolved') this.rulesOf(id.value)[direction].push(rule);
    else this.strays[direction].push(rule);
  }

  private rulesOf(id: string): Record<Direction, Rule[]> {
    const known = this.rules.get(id) ?? { ingress: [], egress: [] };
    this.rules.set(id, known);
    return known;
  }

  private rule(value: Resolved, direction: Direction, resource: Resource): Rule {
    if (!isResolvedMap(value)) return unknownRule(resource, 'a rule that is not known');
    const ports = protocolAndPorts(value.IpProtocol, value.FromPort, value.ToPort);
    const side = direction === 'ingress' ? 'Source' : 'Destination';
    const peer = text(value[`${side}SecurityGroupId`]);
    const prefixList = value[`${side}PrefixListId`];
    if (peer.kind === 'resolved') return { resource, packets: asDeployed(ports, resource), peer: peer.value };
    if (peer.kind === 'unresolved' || hasAny(value, 'SourceSecurityGroupName')) {
      return { resource, packets: perhaps(ports.most, `the group that ${nameOf(resource)} names is not known`) };
    }
    const end = direction === 'ingress' ? 'source' : 'destination';
    const addresses = hasAny(value, 'CidrIp', 'CidrIpv6', `${side}PrefixListId`)
      ? either(inBlock(value.CidrIp, end), inBlock(value.CidrIpv6, end), inPrefixList(prefixList, end, this.model))
      : perhaps(PacketSet.ALL, 'a rule that names neither addresses nor a group');
    const named = text(prefixList);
    return {
      resource,
      packets: asDeployed(both(addresses, ports), resource),
      ...(named.kind === 'resolved' ? { prefixList: named.value } : {}),
    };
  }
}

function unknownRule(resource: Resource, reason: string): Rule {
  return { resource, packets: perhaps(PacketSet.ALL, reason) };
}

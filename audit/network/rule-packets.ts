import type { Model, Resource } from '../assembly/model';
import { list, number, text } from '../assembly/readers';
import { printable } from '../assembly/symbol';
import { isResolvedMap, type Resolved, type ResolvedMap } from '../assembly/value';
import { parseCidr } from './address';
import { EVERYTHING, either, exactly, NOTHING, perhaps, type Bounds } from './bounds';
import { addressed } from './internet';
import { interval, type Interval } from './interval';
import { box, PacketSet } from './packet-set';

const PROTOCOLS: Readonly<Record<string, number>> = { icmp: 1, tcp: 6, udp: 17, icmpv6: 58 };

/** The packets of a protocol and a range of destination ports, as rules of security groups and network ACLs give them. */
export function protocolAndPorts(
  protocol: Resolved | undefined,
  from: Resolved | undefined,
  to: Resolved | undefined,
): Bounds {
  const name = text(protocol);
  if (name.kind !== 'resolved') return perhaps(PacketSet.ALL, 'a rule whose protocol is not known');
  const wanted = PROTOCOLS[name.value.toLowerCase()] ?? Number(name.value);
  if (wanted === -1) return EVERYTHING;
  if (!Number.isInteger(wanted) || wanted < 0 || wanted > 255) {
    return perhaps(PacketSet.ALL, `a rule with protocol "${printable(name.value).slice(0, 40)}"`);
  }
  const protocolOnly = ofBoth({ protocol: interval(wanted) });
  if (wanted !== 6 && wanted !== 17) {
    // An ICMP rule may name a type and code; then at least some of these packets pass.
    const type = number(from);
    const all = wanted !== 1 && wanted !== 58;
    const isAll = all || type.kind === 'absent' || (type.kind === 'resolved' && type.value === -1);
    return isAll ? exactly(protocolOnly) : perhaps(protocolOnly, 'an ICMP rule for some types only');
  }
  const low = number(from);
  const high = number(to);
  if (low.kind === 'absent' && high.kind === 'absent') return exactly(protocolOnly);
  if (low.kind !== 'resolved' || high.kind !== 'resolved')
    return perhaps(protocolOnly, 'a rule whose ports are not known');
  if (low.value === -1) return exactly(protocolOnly);
  const valid = [low.value, high.value].every((port) => Number.isInteger(port) && port >= 0 && port <= 65_535);
  if (!valid || low.value > high.value) return perhaps(protocolOnly, 'a rule whose ports are not a range');
  return exactly(ofBoth({ protocol: interval(wanted), destinationPort: interval(low.value, high.value) }));
}

function ofBoth(limits: { readonly protocol: Interval; readonly destinationPort?: Interval }): PacketSet {
  return PacketSet.of(box(4, limits), box(6, limits));
}

/** Packets whose other end lies in a CIDR block; nothing where the property is not there. */
export function inBlock(value: Resolved | undefined, end: 'source' | 'destination'): Bounds {
  const block = text(value);
  if (block.kind === 'absent') return NOTHING;
  const range = block.kind === 'resolved' ? parseCidr(block.value) : undefined;
  if (range) return exactly(addressed(end, range));
  const shown = block.kind === 'resolved' ? printable(block.value).slice(0, 80) : block.reason;
  return perhaps(PacketSet.ALL, `a CIDR block that is not known (${shown})`);
}

/** Packets whose other end is in a prefix list: known where the list is in the templates. */
export function inPrefixList(value: Resolved | undefined, end: 'source' | 'destination', model: Model): Bounds {
  const id = text(value);
  if (id.kind === 'absent') return NOTHING;
  const shown = id.kind === 'resolved' ? printable(id.value) : id.reason;
  const declared = id.kind === 'resolved' ? model.find(id.value, 'AWS::EC2::PrefixList') : undefined;
  const entries = declared ? list(model.property(declared, 'Entries')) : undefined;
  if (entries?.kind !== 'resolved') return perhaps(PacketSet.ALL, `prefix list ${shown} is not in the templates`);
  return either(
    ...entries.value.map((entry) => inBlock(isResolvedMap(entry) ? (entry.Cidr ?? 'unknown') : 'unknown', end)),
  );
}

/** A rule of a resource that may not be deployed is itself unsure. */
export function asDeployed(bounds: Bounds, resource: Resource): Bounds {
  if (resource.condition === 'always') return bounds;
  return { ...perhaps(bounds.most, `whether ${nameOf(resource)} is deployed`), least: PacketSet.NONE };
}

export function nameOf(resource: Resource): string {
  return resource.path ?? `${resource.stack}/${resource.logicalId}`;
}

export function hasAny(map: ResolvedMap, ...keys: readonly string[]): boolean {
  return keys.some((key) => map[key] !== undefined && map[key] !== null);
}

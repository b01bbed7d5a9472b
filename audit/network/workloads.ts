import type { Model, Resource } from '../assembly/model';
import { text } from '../assembly/readers';
import { isResolvedList, isResolvedMap, Unresolved, type Resolved } from '../assembly/value';
import type { Subnets } from './subnets';

/** Something that runs in a VPC: whatever names subnets or security groups. */
export interface Workload {
  readonly resource: Resource;
  readonly subnets: readonly string[];
  /** Empty where it names none; it then has the VPC's default group. */
  readonly groups: readonly string[];
  /** Whether it has a public address of its own, whatever its subnet does. */
  readonly publicAddress: boolean;
  /** Whether part of where it runs is not known. */
  readonly incomplete: boolean;
}

/** Resources that name subnets or groups but run nothing. */
const PLUMBING =
  /^AWS::EC2::(?:Subnet|VPC|Route|RouteTable|SecurityGroup|SecurityGroup(?:In|E)gress|Subnet\w*Association|NetworkAcl\w*|NatGateway|VPCEndpoint|TransitGateway\w*|FlowLog|VPCGatewayAttachment|VPCPeeringConnection|VPCBlockPublicAccess\w*|VPNGateway\w*)$/;
const SUBNET_GROUP = /SubnetGroup$/;
const SUBNET_PROPERTY = /^(?:\w*SubnetIds?|Subnets|\w*SubnetGroup(?:Name)?|SubnetMappings|VPCZoneIdentifier)$/i;
/** A value under one of these names that is not known may hide subnets and groups. */
const NETWORK_PROPERTY = /vpc|subnet|network|securitygroup/i;
const PUBLIC_PROPERTY = /^(?:PubliclyAccessible|AssociatePublicIpAddress|AssignPublicIp)$/;
const MOST_NODES = 200_000;

export function findWorkloads(model: Model, subnets: Subnets): readonly Workload[] {
  const groups = new Map<string, readonly string[]>();
  for (const resource of model.resources) {
    if (!SUBNET_GROUP.test(resource.type)) continue;
    const id = model.reference(resource);
    if (typeof id === 'string') groups.set(id, scan(resource, subnets, groups, model).subnets);
  }
  const elastic = elasticAddresses(model);
  const workloads: Workload[] = [];
  for (const resource of model.resources) {
    if (PLUMBING.test(resource.type) || SUBNET_GROUP.test(resource.type)) continue;
    const found = scan(resource, subnets, groups, model);
    if (found.subnets.length === 0 && found.groups.length === 0 && !found.incomplete) continue;
    const id = model.reference(resource);
    const publicAddress =
      found.publicAddress || isFacing(model, resource) || (typeof id === 'string' && elastic.has(id));
    workloads.push({ ...found, publicAddress });
  }
  return workloads;
}

function scan(
  resource: Resource,
  known: Subnets,
  subnetGroups: ReadonlyMap<string, readonly string[]>,
  model: Model,
): Workload {
  const subnets = new Set<string>();
  const groups = new Set<string>();
  let publicAddress = false;
  let incomplete = resource.unreadable !== undefined;
  const open: { readonly key: string; readonly value: Resolved }[] = [{ key: '', value: resource.properties }];
  let nodes = 0;
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (++nodes > MOST_NODES) {
      incomplete = true;
      break;
    }
    const { key, value } = next;
    if (isResolvedList(value)) for (const one of value) open.push({ key, value: one });
    else if (isResolvedMap(value))
      for (const [inner, one] of Object.entries(value)) open.push({ key: inner, value: one });
    else if (typeof value === 'string') {
      if (known.subnets.has(value)) subnets.add(value);
      else if (model.find(value, 'AWS::EC2::SecurityGroup') || value.endsWith('.DefaultSecurityGroup\uE001'))
        groups.add(value);
      else if (/^sg-[0-9a-f]+$/.test(value)) groups.add(value);
      else if (SUBNET_PROPERTY.test(key)) {
        const members = subnetGroups.get(value);
        if (members) for (const one of members) subnets.add(one);
        else incomplete = true;
      }
      if (PUBLIC_PROPERTY.test(key) && /^(?:true|ENABLED)$/.test(value)) publicAddress = true;
    } else if (value === true && PUBLIC_PROPERTY.test(key)) publicAddress = true;
    else if (value instanceof Unresolved && NETWORK_PROPERTY.test(key)) incomplete = true;
  }
  return { resource, subnets: [...subnets], groups: [...groups], publicAddress, incomplete };
}

function isFacing(model: Model, resource: Resource): boolean {
  if (resource.type === 'AWS::ElasticLoadBalancingV2::LoadBalancer') {
    const scheme = text(model.property(resource, 'Scheme'));
    return scheme.kind === 'absent' || (scheme.kind === 'resolved' && scheme.value === 'internet-facing');
  }
  if (resource.type === 'AWS::ElasticLoadBalancing::LoadBalancer') {
    const scheme = text(model.property(resource, 'Scheme'));
    return scheme.kind === 'absent' || (scheme.kind === 'resolved' && scheme.value !== 'internal');
  }
  return false;
}

/** Ids of instances and interfaces that get an Elastic IP. */
function elasticAddresses(model: Model): ReadonlySet<string> {
  const found = new Set<string>();
  for (const resource of model.resources) {
    if (resource.type !== 'AWS::EC2::EIPAssociation' && resource.type !== 'AWS::EC2::EIP') continue;
    for (const name of ['InstanceId', 'NetworkInterfaceId']) {
      const id = text(model.property(resource, name));
      if (id.kind === 'resolved') found.add(id.value);
    }
  }
  return found;
}

import type { Resource } from '../assembly/model';
import type { Network, Tier } from './network';
import { nameOf } from './rule-packets';

/** The tier that a subnet, a security group or something that runs in a VPC stands for; undefined outside any VPC. */
export function tierOf(resource: Resource, network: Network): Tier | undefined {
  const { model } = network;
  const name = nameOf(resource);
  const id = model.reference(resource);
  if (resource.type === 'AWS::EC2::Subnet') return { name, subnets: typeof id === 'string' ? [id] : [] };
  if (resource.type === 'AWS::EC2::SecurityGroup') return ofGroup(resource, name, network);
  const workload = network.workload(resource);
  if (!workload) return undefined;
  // Only a network load balancer can be without a group; all else then has the VPC's default one.
  if (workload.groups.length > 0) return { name, subnets: workload.subnets, groups: workload.groups };
  if (/LoadBalancer$/.test(resource.type)) return { name, subnets: workload.subnets };
  const groups = workload.subnets.flatMap((subnet) => defaultGroup(network.subnet(subnet)?.vpc, network));
  return { name, subnets: workload.subnets, ...(groups.length > 0 ? { groups } : {}) };
}

/** Where the group is used; anywhere in its VPC when the templates use it nowhere. */
function ofGroup(resource: Resource, name: string, network: Network): Tier {
  const id = network.model.reference(resource);
  const groups = typeof id === 'string' ? [id] : [];
  const users = network.workloads.filter((one) => one.groups.some((group) => groups.includes(group)));
  const used = new Set(users.flatMap((one) => one.subnets));
  const vpc = network.places.vpcOf(resource);
  const anywhere = vpc === undefined ? [] : network.places.inVpc(vpc).map((subnet) => subnet.id);
  const sure = used.size > 0 && users.every((one) => !one.incomplete && one.subnets.length > 0);
  return { name, subnets: sure ? [...used] : anywhere, groups };
}

function defaultGroup(vpc: string | undefined, network: Network): string[] {
  const resource = vpc === undefined ? undefined : network.places.vpcs.get(vpc)?.resource;
  const id = resource ? network.model.reference(resource, 'DefaultSecurityGroup') : undefined;
  return typeof id === 'string' ? [id] : [];
}

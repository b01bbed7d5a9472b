import type { Resource } from '../../assembly/model';
import { list } from '../../assembly/readers';
import { Unresolved, type Resolved } from '../../assembly/value';
import { allowedActions } from '../allowed-actions';
import type { Facts } from '../facts';
import { resourcesOfType } from '../of-type';
import { flagged, judged, open, present, wrong, type Seen, type Setting } from './setting';

const INTERFACE_ACTIONS = /^ec2:(?:\*|CreateNetworkInterface)$/;

/** Doors, and what runs in a network: where they stand, and in how many zones. */
export const PLACEMENT_SETTINGS: readonly Setting[] = [
  {
    type: 'AWS::Lambda::Function',
    what: 'group',
    wanted: 'a security group of its own, and not the default one',
    see: (lambda, facts) =>
      facts.model.property(lambda, 'VpcConfig') === undefined
        ? undefined
        : present('VpcConfig', 'SecurityGroupIds')(lambda, facts),
  },
  {
    type: 'AWS::EC2::VPCEndpoint',
    what: 'private name',
    wanted: 'PrivateDnsEnabled, or its callers leave by the public one',
    see: ofInterface(flagged(['PrivateDnsEnabled'], true)),
  },
  {
    type: 'AWS::EC2::VPCEndpoint',
    what: 'group',
    wanted: 'a security group of its own, and not the default one',
    see: ofInterface(present('SecurityGroupIds')),
  },
  {
    type: 'AWS::EC2::VPCEndpoint',
    what: 'zones',
    wanted: 'a subnet in each zone that the VPC has subnets in',
    platform: true,
    see: ofInterface((door, facts) => inEveryZone(facts, facts.model.property(door, 'SubnetIds'))),
  },
  {
    type: 'AWS::Lambda::Function',
    what: 'network',
    wanted: 'a VpcConfig, since its role may make network interfaces, with a subnet in each zone',
    platform: true,
    see: (lambda, facts) => {
      const subnets = facts.model.property(lambda, 'VpcConfig', 'SubnetIds');
      if (subnets !== undefined) return inEveryZone(facts, subnets);
      return mayMakeInterfaces(facts, lambda) ? wrong('none') : undefined;
    },
  },
  {
    type: 'AWS::SageMaker::Model',
    what: 'zones',
    wanted: 'a subnet in each zone that the VPC has subnets in',
    platform: true,
    see: (model, facts) => {
      const subnets = facts.model.property(model, 'VpcConfig', 'Subnets');
      return subnets === undefined ? undefined : inEveryZone(facts, subnets);
    },
  },
];

function ofInterface(see: Setting['see']): Setting['see'] {
  return (door, facts) =>
    facts.model.property(door, 'VpcEndpointType') === 'Interface' ? see(door, facts) : undefined;
}

/** Zones by their resolved value, so that `Fn::Select` of the same list counts as the same. */
function inEveryZone({ model }: Facts, value: Resolved | undefined): Seen {
  const ids = list(value);
  if (ids.kind === 'unresolved') return open(ids.reason);
  const members = ids.kind === 'absent' ? [] : ids.value;
  const found = members.map((id) => (typeof id === 'string' ? model.find(id, 'AWS::EC2::Subnet') : undefined));
  const [first] = found.filter((subnet) => subnet !== undefined);
  if (members.length === 0) return wrong('no subnets');
  if (!first || found.includes(undefined)) return open('a subnet is not in the templates');
  const vpc = zoneKey(model.property(first, 'VpcId'));
  const all = resourcesOfType(model, 'AWS::EC2::Subnet').filter((one) => zoneKey(model.property(one, 'VpcId')) === vpc);
  const zones = (subnets: readonly (Resource | undefined)[]): ReadonlySet<string> =>
    new Set(subnets.flatMap((subnet) => (subnet ? [zoneKey(model.property(subnet, 'AvailabilityZone'))] : [])));
  const [own, wanted] = [zones(found), zones(all)];
  return judged(
    [...wanted].every((zone) => own.has(zone)),
    `${own.size} of ${wanted.size} zones`,
  );
}

function zoneKey(value: Resolved | undefined): string {
  return value instanceof Unresolved ? value.reason : String(value);
}

function mayMakeInterfaces({ model, world }: Facts, lambda: Resource): boolean {
  const role = model.property(lambda, 'Role');
  const found = world.principals.find(({ arn }) => arn === role);
  return found !== undefined && allowedActions(found).some((action) => INTERFACE_ACTIONS.test(action));
}

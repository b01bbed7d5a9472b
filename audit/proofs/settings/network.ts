import type { Resource } from '../../assembly/model';
import { list, number } from '../../assembly/readers';
import { isResolvedMap, Unresolved, type Resolved } from '../../assembly/value';
import type { Facts } from '../facts';
import {
  flagged,
  judged,
  notFlagged,
  oneOf,
  open,
  present,
  referrers,
  right,
  textAt,
  wrong,
  type Seen,
  type Setting,
} from './setting';

const EVERYWHERE: ReadonlySet<string> = new Set(['0.0.0.0/0', '::/0']);
const INTERFACE_ACTIONS = /^ec2:(?:\*|CreateNetworkInterface)$/;

/** Networks, groups, doors, name resolution, and what runs in them. */
export const NETWORK_SETTINGS: readonly Setting[] = [
  {
    type: 'AWS::EC2::Subnet',
    what: 'public addresses',
    wanted: 'MapPublicIpOnLaunch not true',
    see: notFlagged(['MapPublicIpOnLaunch'], true),
  },
  {
    type: 'AWS::EC2::SecurityGroup',
    what: 'ingress',
    wanted: 'no rule from everywhere',
    platform: true,
    see: (group, facts) => noneEverywhere(facts.model.property(group, 'SecurityGroupIngress')),
  },
  {
    type: 'AWS::EC2::SecurityGroup',
    what: 'egress',
    wanted: 'rules of its own, since a group without them lets everything out, and none to everywhere',
    platform: true,
    see: (group, facts) => {
      const egress = facts.model.property(group, 'SecurityGroupEgress');
      const beside = referrers(facts, group, 'AWS::EC2::SecurityGroupEgress', ['GroupId']);
      if (egress === undefined && beside.length === 0) return wrong('none');
      return noneEverywhere(egress);
    },
  },
  ...['AWS::EC2::SecurityGroupIngress', 'AWS::EC2::SecurityGroupEgress'].map((type): Setting => ({
    type,
    what: 'range',
    wanted: 'not everywhere',
    platform: true,
    see: (rule, { model }) => noneEverywhere([model.property(rule)].filter((one) => one !== undefined)),
  })),
  {
    type: 'AWS::EC2::SecurityGroupIngress',
    what: 'counterpart',
    wanted: 'a rule of its source that lets out what this one lets in, or the way ends between them',
    platform: true,
    see: counterpart,
  },
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
    type: 'AWS::EC2::VPC',
    what: 'flow log',
    wanted: 'one that records all traffic somewhere',
    see: (vpc, facts) => {
      const logs = referrers(facts, vpc, 'AWS::EC2::FlowLog', ['ResourceId']);
      if (logs.length === 0) return wrong('none');
      const whole = logs.some(
        (log) =>
          facts.model.property(log, 'TrafficType') === 'ALL' &&
          ['LogDestination', 'LogGroupName'].some((key) => facts.model.property(log, key) !== undefined),
      );
      return judged(whole, whole ? 'all traffic' : 'a flow log of some traffic, or without a destination');
    },
  },
  {
    type: 'AWS::EC2::VPC',
    what: 'names',
    wanted: 'EnableDnsSupport and EnableDnsHostnames, or the private names of its endpoints do not resolve',
    see: (vpc, facts) => {
      const doors = referrers(facts, vpc, 'AWS::EC2::VPCEndpoint', ['VpcId']);
      if (!doors.some((door) => facts.model.property(door, 'PrivateDnsEnabled') === true)) return undefined;
      const support = notFlagged(['EnableDnsSupport'], false)(vpc, facts);
      return support?.kind === 'right' ? flagged(['EnableDnsHostnames'], true)(vpc, facts) : support;
    },
  },
  {
    type: 'AWS::EC2::VPC',
    what: 'public access',
    wanted: 'blocked for the account and region, both ways',
    platform: true,
    see: (vpc, { model }) => {
      const own = model.resources.filter(
        ({ type, stack, condition }) =>
          type === 'AWS::EC2::VPCBlockPublicAccessOptions' && stack === vpc.stack && condition === 'always',
      );
      // Whether it has to be there is what the platform declares, and another invariant's question.
      if (own.length === 0) return undefined;
      const mode = textAt(model.property(own[0] ?? vpc), 'InternetGatewayBlockMode') ?? 'unknown';
      return judged(mode === 'block-bidirectional', mode);
    },
  },
  {
    type: 'AWS::EC2::VPC',
    what: 'query log',
    wanted: 'an association with a resolver query log',
    platform: true,
    see: (vpc, facts) => {
      const logs = referrers(facts, vpc, 'AWS::Route53Resolver::ResolverQueryLoggingConfigAssociation', ['ResourceId']);
      const found = logs.some((log) => facts.model.property(log, 'ResolverQueryLogConfigId') !== undefined);
      return judged(found, found ? 'associated' : 'none');
    },
  },
  {
    type: 'AWS::EC2::VPC',
    what: 'name firewall',
    wanted: 'an association, with a priority, with a rule group',
    platform: true,
    see: (vpc, facts) => {
      const found = referrers(facts, vpc, 'AWS::Route53Resolver::FirewallRuleGroupAssociation', ['VpcId']);
      const whole = found.some(
        (one) =>
          facts.model.property(one, 'Priority') !== undefined &&
          facts.model.property(one, 'FirewallRuleGroupId') !== undefined,
      );
      return judged(whole, whole ? 'associated' : 'none, or without a priority');
    },
  },
  {
    type: 'AWS::EC2::VPC',
    what: 'default group',
    wanted: 'its rules are taken away: by Custom::VpcRestrictDefaultSG',
    platform: true,
    see: (vpc, { model }) => {
      const found = model.resources.some(
        ({ type, stack, condition }) =>
          type === 'Custom::VpcRestrictDefaultSG' && stack === vpc.stack && condition === 'always',
      );
      return judged(found, found ? 'emptied' : 'left as it is');
    },
  },
  {
    type: 'AWS::Route53Resolver::FirewallRuleGroup',
    what: 'rules',
    wanted: 'names that are let through first, and a last rule that blocks',
    platform: true,
    see: nameRules,
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
  {
    type: 'AWS::Route53Resolver::ResolverQueryLoggingConfig',
    what: 'destination',
    wanted: 'one',
    see: present('DestinationArn'),
  },
  { type: 'AWS::EC2::FlowLog', what: 'traffic', wanted: 'ALL', see: oneOf(['TrafficType'], 'ALL') },
];

function ofInterface(see: Setting['see']): Setting['see'] {
  return (door, facts) =>
    facts.model.property(door, 'VpcEndpointType') === 'Interface' ? see(door, facts) : undefined;
}

function noneEverywhere(value: Resolved | undefined): Seen {
  const rules = list(value);
  if (rules.kind === 'unresolved') return open(rules.reason);
  for (const rule of rules.kind === 'absent' ? [] : rules.value) {
    if (rule instanceof Unresolved) return open(rule.reason);
    for (const key of ['CidrIp', 'CidrIpv6']) {
      const range = isResolvedMap(rule) ? rule[key] : undefined;
      if (range instanceof Unresolved) return open(range.reason);
      if (typeof range === 'string' && EVERYWHERE.has(range)) return wrong(range);
    }
  }
  return right('no rule for everywhere');
}

function counterpart(rule: Resource, facts: Facts): Seen {
  const { model } = facts;
  const [source, target] = [model.property(rule, 'SourceSecurityGroupId'), model.property(rule, 'GroupId')];
  if (source === undefined) return undefined;
  const group = typeof source === 'string' ? model.findFrom(rule, source, 'AWS::EC2::SecurityGroup') : undefined;
  if (!group) return open('its source is not in the templates');
  const inline = list(model.property(group, 'SecurityGroupEgress'));
  const beside = referrers(facts, group, 'AWS::EC2::SecurityGroupEgress', ['GroupId']).map((one) =>
    model.property(one),
  );
  const found = [...(inline.kind === 'resolved' ? inline.value : []), ...beside].some(
    (out) => isResolvedMap(out) && (out['DestinationSecurityGroupId'] === target || out['CidrIp'] !== undefined),
  );
  return judged(found, found ? 'let out' : 'not let out');
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
  const all = model.resources.filter(
    (one) => one.type === 'AWS::EC2::Subnet' && zoneKey(model.property(one, 'VpcId')) === vpc,
  );
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

function nameRules(group: Resource, { model }: Facts): Seen {
  const read = list(model.property(group, 'FirewallRules'));
  if (read.kind === 'unresolved') return open(read.reason);
  const rules = (read.kind === 'absent' ? [] : read.value).flatMap((rule) => {
    const priority = isResolvedMap(rule) ? number(rule['Priority']) : undefined;
    return priority?.kind === 'resolved' ? [{ priority: priority.value, action: textAt(rule, 'Action') }] : [];
  });
  const ordered = [...rules].sort((one, other) => one.priority - other.priority);
  const last = ordered.at(-1);
  if (last?.action !== 'BLOCK') return wrong(last ? `a last rule that does ${last.action ?? 'nothing known'}` : 'none');
  return judged(
    ordered.some(({ action }) => action === 'ALLOW'),
    ordered.map(({ action }) => action ?? 'unknown').join(', '),
  );
}

function mayMakeInterfaces({ model, world }: Facts, lambda: Resource): boolean {
  const role = model.property(lambda, 'Role');
  const found = world.principals.find(({ arn }) => arn === role);
  return (found?.policies ?? []).some(({ document }) => {
    const parts = [(document as { readonly Statement?: unknown } | undefined)?.Statement ?? []].flat() as readonly {
      readonly Effect?: unknown;
      readonly Action?: unknown;
    }[];
    return parts.some(
      ({ Effect, Action }) =>
        Effect === 'Allow' &&
        [Action ?? []].flat().some((action) => typeof action === 'string' && INTERFACE_ACTIONS.test(action)),
    );
  });
}

import type { Resource } from '../../assembly/model';
import { list, number } from '../../assembly/readers';
import { isResolvedMap, Unresolved, type Resolved } from '../../assembly/value';
import type { Facts } from '../facts';
import { resourcesOfType } from '../of-type';
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

/** Networks, groups, name resolution, and what records them. */
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
      const own = resourcesOfType(model, 'AWS::EC2::VPCBlockPublicAccessOptions').filter(
        ({ stack, condition }) => stack === vpc.stack && condition === 'always',
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
      const found = resourcesOfType(model, 'Custom::VpcRestrictDefaultSG').some(
        ({ stack, condition }) => stack === vpc.stack && condition === 'always',
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
    type: 'AWS::Route53Resolver::ResolverQueryLoggingConfig',
    what: 'destination',
    wanted: 'one',
    see: present('DestinationArn'),
  },
  { type: 'AWS::EC2::FlowLog', what: 'traffic', wanted: 'ALL', see: oneOf(['TrafficType'], 'ALL') },
];

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

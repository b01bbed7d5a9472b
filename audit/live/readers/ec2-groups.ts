import type { IpPermission, SecurityGroup } from '@aws-sdk/client-ec2';
import { isResolvedList, type ResolvedMap } from '../../assembly/value';
import { formText, canonical } from '../compare/canonical';
import { same } from '../compare/differences';
import { missing, type Beside, type Meant, type Reader, type Reading, type Settled } from '../reader';
import type { Extra } from '../verdict';
import { LIST_CALLS, securityGroups } from './ec2-lists';
import { tagsOf } from './tags';

type Way = 'ingress' | 'egress';
type Rule = Readonly<Record<string, unknown>>;

const PROPERTY = { ingress: 'SecurityGroupIngress', egress: 'SecurityGroupEgress' } as const;
const TYPE = { ingress: 'AWS::EC2::SecurityGroupIngress', egress: 'AWS::EC2::SecurityGroupEgress' } as const;
const PEER = { ingress: 'Source', egress: 'Destination' } as const;

export const SECURITY_GROUPS: Reader = {
  types: ['AWS::EC2::SecurityGroup'],
  calls: LIST_CALLS.groups,
  onlyInTemplates: ['GroupName'],
  async read({ physicalId }, live) {
    const group = (await securityGroups(live)).get(physicalId);
    if (!group) return missing();
    return {
      kind: 'read',
      properties: {
        GroupDescription: group.Description,
        VpcId: group.VpcId,
        SecurityGroupIngress: rulesOf(group, 'ingress'),
        SecurityGroupEgress: rulesOf(group, 'egress'),
        Tags: tagsOf(group.Tags),
      },
      attributes: { GroupId: physicalId, Id: physicalId, VpcId: group.VpcId ?? '' },
    };
  },
  expect: (properties) => ({
    ...properties,
    ...(['ingress', 'egress'] as const).reduce((made, way) => {
      const rules = properties[PROPERTY[way]];
      return isResolvedList(rules) ? { ...made, [PROPERTY[way]]: rules.map((rule) => withoutGroup(rule)) } : made;
    }, {}),
    // Without a rule of its own a group has EC2's: to everywhere.
    ...('SecurityGroupEgress' in properties
      ? {}
      : { SecurityGroupEgress: [{ IpProtocol: '-1', CidrIp: '0.0.0.0/0' }] }),
  }),
  settle: settleGroup,
};

/** A rule is meant by the group itself or by a resource of its own; a rule that neither means is extra. */
function settleGroup(meant: Meant, { properties }: Reading, beside: Beside): Settled {
  const extras: Extra[] = [];
  const own: Record<string, unknown> = {};
  for (const way of ['ingress', 'egress'] as const) {
    const found = (properties[PROPERTY[way]] as readonly Rule[] | undefined) ?? [];
    const apart = beside
      .ofType(TYPE[way])
      .filter(({ properties: rule }) => rule['GroupId'] === meant.physicalId)
      .map(({ properties: rule }) => withoutGroup(rule));
    const declared = meant.properties[PROPERTY[way]];
    const inside = isResolvedList(declared) ? declared.map((rule) => withoutGroup(rule)) : [];
    const free = found.filter((rule) => !apart.some((one) => same(one, rule)));
    // A group without egress rules of its own has EC2's, unless a resource beside it brought its end.
    const usual = way === 'egress' && inside.length === 0 ? [{ IpProtocol: '-1', CidrIp: '0.0.0.0/0' }] : [];
    const isMeant = (rule: Rule): boolean => [...inside, ...usual].some((one) => same(one, rule));
    own[PROPERTY[way]] = free.filter(isMeant);
    for (const rule of free.filter((one) => !isMeant(one))) extras.push(rulePart(meant.physicalId, way, rule));
  }
  return { properties: { ...properties, ...own }, extras };
}

function rulePart(group: string, way: Way, rule: Rule): Extra {
  const form = canonical(rule) ?? '';
  const peer = String(
    rule['CidrIp'] ?? rule['CidrIpv6'] ?? rule[`${PEER[way]}SecurityGroupId`] ?? rule[`${PEER[way]}PrefixListId`],
  );
  const ports =
    rule['FromPort'] === undefined ? 'all ports' : `ports ${String(rule['FromPort'])}-${String(rule['ToPort'])}`;
  return {
    kind: `${way} rule`,
    id: formText(form),
    detail: `${String(rule['IpProtocol'])}, ${ports}, ${way === 'ingress' ? 'from' : 'to'} ${peer}`,
    type: TYPE[way],
    properties: { GroupId: group, ...rule },
  };
}

export const GROUP_RULES: Reader = {
  types: [TYPE.ingress, TYPE.egress],
  calls: LIST_CALLS.groups,
  async read({ type, properties }, live) {
    const way: Way = type === TYPE.ingress ? 'ingress' : 'egress';
    const group = (await securityGroups(live)).get(String(properties['GroupId']));
    if (!group) return missing('there is no such security group');
    const wanted = withoutGroup(properties);
    const rule = rulesOf(group, way).find((one) => same(wanted, one));
    return rule
      ? { kind: 'read', properties: { GroupId: group.GroupId, ...rule } }
      : missing('the group has no such rule');
  },
  expect: ruleExpected,
};

/** One rule a peer, as templates write them. */
function rulesOf(group: SecurityGroup, way: Way): Rule[] {
  const permissions = (way === 'ingress' ? group.IpPermissions : group.IpPermissionsEgress) ?? [];
  return permissions.flatMap((permission) => {
    const { IpRanges = [], Ipv6Ranges = [], UserIdGroupPairs = [], PrefixListIds = [] } = permission;
    const rule = portsOf(permission);
    const peers: (Rule & { readonly Description?: string | undefined })[] = [
      ...IpRanges.map(({ CidrIp, Description }) => ({ CidrIp, Description })),
      ...Ipv6Ranges.map(({ CidrIpv6, Description }) => ({ CidrIpv6, Description })),
      ...UserIdGroupPairs.map(({ GroupId, Description }) => ({
        [`${PEER[way]}SecurityGroupId`]: GroupId,
        Description,
      })),
      ...PrefixListIds.map(({ PrefixListId, Description }) => ({
        [`${PEER[way]}PrefixListId`]: PrefixListId,
        Description,
      })),
    ];
    return peers.map((peer) => ({ ...rule, ...peer }));
  });
}

function portsOf({ IpProtocol, FromPort, ToPort }: IpPermission): Rule {
  return IpProtocol === '-1' ? { IpProtocol } : { IpProtocol, FromPort, ToPort };
}

function ruleExpected(properties: ResolvedMap): ResolvedMap {
  const { GroupId, ...rule } = properties;
  return { ...(GroupId === undefined ? {} : { GroupId }), ...(withoutGroup(rule) as ResolvedMap) };
}

const PROTOCOLS: Readonly<Record<string, string>> = { '6': 'tcp', '17': 'udp', '1': 'icmp', '58': 'icmpv6' };

/** A rule without the group that has it, the owner of the peer, and ports that mean all. */
function withoutGroup(rule: unknown): unknown {
  if (typeof rule !== 'object' || rule === null) return rule;
  const { GroupId: _group, SourceSecurityGroupOwnerId: _owner, ...rest } = rule as Record<string, unknown>;
  const protocol = String(rest['IpProtocol']);
  const made = { ...rest, IpProtocol: PROTOCOLS[protocol] ?? protocol };
  if (protocol !== '-1') return made;
  const { FromPort: _from, ToPort: _to, ...all } = made as Record<string, unknown>;
  return all;
}

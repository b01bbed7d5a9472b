import {
  DescribeVpcAttributeCommand,
  DescribeVpcBlockPublicAccessOptionsCommand,
  type NetworkAclEntry,
} from '@aws-sdk/client-ec2';
import { gather, missing, single, told, type Beside, type Live, type Reader } from '../reader';
import type { Extra } from '../verdict';
import { LIST_CALLS, routeTables, securityGroups, subnets, vpcEndpoints } from './ec2-lists';
import { tagsOf } from './tags';
import {
  egressOnlyGateways,
  internetGateways,
  natGateways,
  networkAcls,
  peerings,
  transitAttachments,
  VPC_CALLS,
  vpcs,
  vpnGateways,
} from './vpc-lists';

const GONE = ['InvalidVpcID.NotFound'];

/** What can be attached to a VPC or lie in it, and that a template would have to declare. */
const INSIDE: Readonly<Record<string, string>> = {
  'internet gateway': 'AWS::EC2::InternetGateway',
  'egress-only internet gateway': 'AWS::EC2::EgressOnlyInternetGateway',
  'NAT gateway': 'AWS::EC2::NatGateway',
  'VPN gateway': 'AWS::EC2::VPNGateway',
  'peering connection': 'AWS::EC2::VPCPeeringConnection',
  'transit gateway attachment': 'AWS::EC2::TransitGatewayAttachment',
  endpoint: 'AWS::EC2::VPCEndpoint',
  subnet: 'AWS::EC2::Subnet',
  'route table': 'AWS::EC2::RouteTable',
  'security group': 'AWS::EC2::SecurityGroup',
};

export const VPCS: Reader = {
  types: ['AWS::EC2::VPC'],
  calls: {
    ...LIST_CALLS.endpoints,
    ...LIST_CALLS.groups,
    ...LIST_CALLS.routeTables,
    ...LIST_CALLS.subnets,
    ...VPC_CALLS,
    'ec2:DescribeVpcAttribute': ['ec2:DescribeVpcAttribute'],
  },
  defaults: { EnableDnsSupport: true, EnableDnsHostnames: false, InstanceTenancy: 'default' },
  async read({ physicalId: VpcId }, live) {
    const { ec2 } = live.clients;
    const parts: Extra[] = [];
    const attributes: Record<string, string> = { VpcId };
    const vpc = (await vpcs(live)).find((one) => one.VpcId === VpcId);
    if (!vpc) return missing('there is no such VPC');
    const described = { CidrBlock: vpc.CidrBlock, InstanceTenancy: vpc.InstanceTenancy, Tags: tagsOf(vpc.Tags) };
    const found = await gather(
      [
        { of: Object.keys(described), read: () => Promise.resolve(described) },
        {
          of: ['EnableDnsSupport'],
          read: async () => {
            const Attribute = 'enableDnsSupport';
            const { EnableDnsSupport } = await ec2.send(new DescribeVpcAttributeCommand({ VpcId, Attribute }));
            return { EnableDnsSupport: EnableDnsSupport?.Value };
          },
        },
        {
          of: ['EnableDnsHostnames'],
          read: async () => {
            const Attribute = 'enableDnsHostnames';
            const { EnableDnsHostnames } = await ec2.send(new DescribeVpcAttributeCommand({ VpcId, Attribute }));
            return { EnableDnsHostnames: EnableDnsHostnames?.Value };
          },
        },
        {
          of: ['(default group)'],
          read: async () => {
            const groups = [...(await securityGroups(live)).values()];
            const group = groups.find((one) => one.VpcId === VpcId && one.GroupName === 'default');
            attributes['DefaultSecurityGroup'] = group?.GroupId ?? '';
            return {};
          },
        },
        ...Object.entries(inside(live, VpcId, parts)).map(([name, read]) => ({
          of: [`(${name})`],
          read: async () => {
            await read();
            return {};
          },
        })),
      ],
      GONE,
    );
    if (found.kind === 'missing') return found;
    const properties = Object.fromEntries(Object.entries(found.properties).filter(([name]) => !name.startsWith('(')));
    return { ...found, properties, attributes, parts };
  },
  settle: (_, { parts = [] }, beside) => ({ extras: parts.filter((part) => !isMeant(part, beside)) }),
};

/** The looks into a VPC, each by the name of what it looks for. One call looks into all VPCs of the templates. */
function inside(live: Live, vpc: string, parts: Extra[]): Readonly<Record<string, () => Promise<void>>> {
  const add = (kind: string, ids: readonly (string | undefined)[], detail: string): void => {
    for (const id of ids) {
      // A peering inside of the VPC is found from both its sides.
      const known = parts.some((one) => one.kind === kind && one.id === id);
      if (id !== undefined && !known) parts.push(partOf(kind, id, detail, vpc));
    }
  };
  return {
    'internet gateways': async () => {
      const here = (await internetGateways(live)).filter(({ Attachments = [] }) => isAt(Attachments, vpc));
      add(
        'internet gateway',
        here.map((one) => one.InternetGatewayId),
        'an internet gateway is attached',
      );
    },
    'egress-only internet gateways': async () => {
      const here = (await egressOnlyGateways(live)).filter(({ Attachments = [] }) => isAt(Attachments, vpc));
      add(
        'egress-only internet gateway',
        here.map((one) => one.EgressOnlyInternetGatewayId),
        'a way out by IPv6',
      );
    },
    'NAT gateways': async () => {
      const here = (await natGateways(live)).filter(
        (one) => one.VpcId === vpc && !/^(?:delet|failed)/.test(one.State ?? ''),
      );
      add(
        'NAT gateway',
        here.map((one) => one.NatGatewayId),
        'a NAT gateway stands in the VPC',
      );
    },
    'VPN gateways': async () => {
      const here = (await vpnGateways(live)).filter(({ VpcAttachments = [] }) =>
        isAt(
          VpcAttachments.filter(({ State }) => State !== 'detached'),
          vpc,
        ),
      );
      add(
        'VPN gateway',
        here.map((one) => one.VpnGatewayId),
        'a VPN gateway is attached',
      );
    },
    peerings: async () => {
      const here = (await peerings(live)).filter(
        ({ RequesterVpcInfo, AccepterVpcInfo, Status }) =>
          (RequesterVpcInfo?.VpcId === vpc || AccepterVpcInfo?.VpcId === vpc) && !GONE_PEERING.test(Status?.Code ?? ''),
      );
      add(
        'peering connection',
        here.map((one) => one.VpcPeeringConnectionId),
        'the VPC is peered with another',
      );
    },
    'transit gateway attachments': async () => {
      const here = (await transitAttachments(live)).filter(
        (one) => one.VpcId === vpc && !GONE_PEERING.test(one.State ?? ''),
      );
      add(
        'transit gateway attachment',
        here.map((one) => one.TransitGatewayAttachmentId),
        'a transit gateway is attached',
      );
    },
    endpoints: async () => {
      const here = [...(await vpcEndpoints(live)).values()].filter(
        (one) => one.VpcId === vpc && !/^delet/i.test(one.State ?? ''),
      );
      for (const { VpcEndpointId, ServiceName } of here)
        add('endpoint', [VpcEndpointId], `a door to ${ServiceName ?? '?'}`);
    },
    subnets: async () => {
      const here = [...(await subnets(live)).values()].filter((one) => one.VpcId === vpc);
      for (const { SubnetId, CidrBlock } of here) add('subnet', [SubnetId], `a subnet ${CidrBlock ?? ''}`);
    },
    'route tables': async () => {
      const here = (await routeTables(live)).filter((one) => one.VpcId === vpc);
      for (const { RouteTableId, Associations = [], Routes = [] } of here) {
        const isMain = Associations.some(({ Main }) => Main === true);
        // Each VPC has a main table. It is left alone while it leads nowhere.
        const leads = Routes.filter(({ GatewayId }) => GatewayId !== 'local').length;
        if (!isMain || leads > 0)
          add('route table', [RouteTableId], isMain ? `the main table has ${leads} routes` : 'a table');
      }
    },
    'security groups': async () => {
      const here = [...(await securityGroups(live)).values()].filter(
        (one) => one.VpcId === vpc && one.GroupName !== 'default',
      );
      for (const { GroupId, GroupName } of here) add('security group', [GroupId], `the group ${GroupName ?? ''}`);
    },
    'network ACLs': async () => {
      for (const acl of (await networkAcls(live)).filter((one) => one.VpcId === vpc)) {
        const id = acl.NetworkAclId ?? '';
        if (acl.IsDefault !== true) add('network ACL', [id], 'a network ACL');
        else {
          const own = (acl.Entries ?? []).filter((entry) => !isUsual(entry));
          add(
            'network ACL entry',
            own.map((entry) => entryId(id, entry)),
            'a rule that AWS did not make',
          );
        }
      }
    },
  };
}

const GONE_PEERING = /^(?:deleted|deleting|rejected|rejecting|expired|failed)$/;

function isAt(attachments: readonly { readonly VpcId?: string }[], vpc: string): boolean {
  return attachments.some(({ VpcId }) => VpcId === vpc);
}

/** The entries that the default ACL of a VPC is born with: all may pass, and what remains may not. */
function isUsual({ RuleNumber, RuleAction, Protocol, CidrBlock, Ipv6CidrBlock }: NetworkAclEntry): boolean {
  const all = Protocol === '-1' && (CidrBlock === '0.0.0.0/0' || Ipv6CidrBlock === '::/0');
  const number = RuleNumber ?? 0;
  return (
    all && (number >= 32767 ? RuleAction === 'deny' : (number === 100 || number === 101) && RuleAction === 'allow')
  );
}

function entryId(acl: string, { Egress, RuleNumber }: NetworkAclEntry): string {
  return `${acl}/${Egress === true ? 'egress' : 'ingress'}/${RuleNumber ?? 0}`;
}

/** Gateways also as a template would declare them, so that the proofs see the way out. */
function partOf(kind: string, id: string, detail: string, vpc: string): Extra {
  const part = { kind, id, detail: `${detail}: ${id}` };
  if (kind === 'internet gateway') {
    return { ...part, type: 'AWS::EC2::VPCGatewayAttachment', properties: { VpcId: vpc, InternetGatewayId: id } };
  }
  return part;
}

function isMeant({ kind, id }: Extra, beside: Beside): boolean {
  const type = Object.hasOwn(INSIDE, kind) ? INSIDE[kind] : undefined;
  if (kind === 'network ACL') return beside.ofType('AWS::EC2::NetworkAcl').some(({ physicalId }) => physicalId === id);
  return type !== undefined && beside.ofType(type).some(({ physicalId }) => physicalId === id);
}

export const PUBLIC_ACCESS_BLOCK: Reader = {
  types: ['AWS::EC2::VPCBlockPublicAccessOptions'],
  calls: { 'ec2:DescribeVpcBlockPublicAccessOptions': ['ec2:DescribeVpcBlockPublicAccessOptions'] },
  read: (_, { clients: { ec2 } }) =>
    single([], async () => {
      const { VpcBlockPublicAccessOptions: options } = await ec2.send(
        new DescribeVpcBlockPublicAccessOptionsCommand({}),
      );
      return options && told({ InternetGatewayBlockMode: options.InternetGatewayBlockMode });
    }),
};

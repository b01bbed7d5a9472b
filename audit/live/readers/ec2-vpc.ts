import { DescribeVpcAttributeCommand, DescribeVpcBlockPublicAccessOptionsCommand } from '@aws-sdk/client-ec2';
import { gather, missing, single, told, type Beside, type Reader } from '../reader';
import type { Extra } from '../verdict';
import { LIST_CALLS, securityGroups } from './ec2-lists';
import { tagsOf } from './tags';
import { inside } from './vpc-inside';
import { VPC_CALLS, vpcs } from './vpc-lists';

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

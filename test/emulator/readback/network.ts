import {
  DescribeFlowLogsCommand,
  DescribeRouteTablesCommand,
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  DescribeVpcAttributeCommand,
  DescribeVpcEndpointsCommand,
  DescribeVpcsCommand,
  EC2Client,
  type IpPermission,
} from '@aws-sdk/client-ec2';
import { NOT_KEPT, text, type Clients, type Reading } from './reading';

/** VPCs and what is in them. */
export const NETWORK: Readonly<Record<string, Reading>> = {
  'AWS::EC2::VPC': {
    read: async (clients, { physicalId: VpcId }) => {
      const ec2 = clients.of(EC2Client);
      const { Vpcs } = await ec2.send(new DescribeVpcsCommand({ VpcIds: [VpcId] }));
      const support = await ec2.send(new DescribeVpcAttributeCommand({ VpcId, Attribute: 'enableDnsSupport' }));
      const hosts = await ec2.send(new DescribeVpcAttributeCommand({ VpcId, Attribute: 'enableDnsHostnames' }));
      return {
        ...Vpcs?.[0],
        EnableDnsSupport: support.EnableDnsSupport?.Value,
        EnableDnsHostnames: hosts.EnableDnsHostnames?.Value,
      };
    },
  },
  'AWS::EC2::Subnet': {
    read: async (clients, { physicalId }) => {
      const { Subnets } = await clients.of(EC2Client).send(new DescribeSubnetsCommand({ SubnetIds: [physicalId] }));
      return Subnets?.[0] ?? {};
    },
  },
  'AWS::EC2::RouteTable': {
    read: async (clients, { physicalId }) => {
      const table = await routeTable(clients, physicalId);
      return { ...table, Routes: table?.Routes?.map(({ GatewayId }) => GatewayId) };
    },
    // The blueprint declares no route: the VPC's own is all there may be.
    promised: { Routes: ['local'] },
  },
  'AWS::EC2::SubnetRouteTableAssociation': {
    read: async (clients, resource) => {
      const table = await routeTable(clients, text(resource, 'RouteTableId'));
      const is = table?.Associations?.find(
        ({ RouteTableAssociationId }) => RouteTableAssociationId === resource.physicalId,
      );
      return { ...is };
    },
  },
  'AWS::EC2::SecurityGroup': {
    read: async (clients, { physicalId }) => {
      const group = await securityGroup(clients, physicalId);
      return {
        ...group,
        GroupDescription: group?.Description,
        SecurityGroupEgress: rules(group?.IpPermissionsEgress, 'DestinationSecurityGroupId'),
      };
    },
  },
  'AWS::EC2::SecurityGroupIngress': {
    read: async (clients, resource) => {
      const GroupId = text(resource, 'GroupId');
      const all = rules((await securityGroup(clients, GroupId))?.IpPermissions, 'SourceSecurityGroupId');
      const { SourceSecurityGroupId: source, FromPort: port } = resource.properties;
      const is = all.find((rule) => rule['SourceSecurityGroupId'] === source && rule['FromPort'] === port);
      return { GroupId, ...is };
    },
  },
  'AWS::EC2::VPCEndpoint': {
    read: async (clients, { physicalId }) => {
      const about = new DescribeVpcEndpointsCommand({ VpcEndpointIds: [physicalId] });
      const { VpcEndpoints } = await clients.of(EC2Client).send(about);
      const is = VpcEndpoints?.[0];
      return { ...is, SecurityGroupIds: is?.Groups?.map(({ GroupId }) => GroupId) };
    },
    lost: { DnsOptions: NOT_KEPT },
  },
  'AWS::EC2::FlowLog': {
    read: async (clients, { physicalId }) => {
      const { FlowLogs } = await clients.of(EC2Client).send(new DescribeFlowLogsCommand({ FlowLogIds: [physicalId] }));
      return { ...FlowLogs?.[0] };
    },
    lost: { DestinationOptions: NOT_KEPT, ResourceType: 'is not told by the service; the id says it' },
  },
  'AWS::Route53Resolver::ResolverQueryLoggingConfig': {
    read: async (clients, { physicalId }) => {
      const { ResolverQueryLogConfig } = await clients.json<{ ResolverQueryLogConfig: object }>(
        'route53resolver',
        'Route53Resolver.GetResolverQueryLogConfig',
        { ResolverQueryLogConfigId: physicalId },
      );
      return ResolverQueryLogConfig;
    },
  },
  'AWS::Route53Resolver::ResolverQueryLoggingConfigAssociation': {
    read: async (clients, { physicalId }) => {
      const { ResolverQueryLogConfigAssociation } = await clients.json<{ ResolverQueryLogConfigAssociation: object }>(
        'route53resolver',
        'Route53Resolver.GetResolverQueryLogConfigAssociation',
        { ResolverQueryLogConfigAssociationId: physicalId },
      );
      return ResolverQueryLogConfigAssociation;
    },
  },
  'Custom::VpcRestrictDefaultSG': {
    read: async (clients, resource) => {
      const group = await securityGroup(clients, text(resource, 'SecurityGroupId'));
      const { ServiceToken, Account } = resource.properties;
      return {
        ServiceToken,
        Account,
        SecurityGroupId: group?.GroupId,
        In: group?.IpPermissions,
        Out: group?.IpPermissionsEgress,
      };
    },
    promised: { In: [], Out: [] },
  },
};

async function routeTable(clients: Clients, id: string) {
  const { RouteTables } = await clients.of(EC2Client).send(new DescribeRouteTablesCommand({ RouteTableIds: [id] }));
  return RouteTables?.[0];
}

async function securityGroup(clients: Clients, id: string) {
  const { SecurityGroups } = await clients.of(EC2Client).send(new DescribeSecurityGroupsCommand({ GroupIds: [id] }));
  return SecurityGroups?.[0];
}

/** One for each range or group, as a template has them. */
function rules(permissions: readonly IpPermission[] | undefined, peer: string): Record<string, unknown>[] {
  return (permissions ?? []).flatMap(({ IpRanges = [], UserIdGroupPairs = [], ...ports }) => [
    ...IpRanges.map((range) => ({ ...ports, ...range })),
    ...UserIdGroupPairs.map(({ GroupId, Description }) => ({ ...ports, [peer]: GroupId, Description })),
  ]);
}

import {
  DescribeRouteTablesCommand,
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  DescribeVpcEndpointsCommand,
  type RouteTable,
  type SecurityGroup,
  type Subnet,
  type VpcEndpoint,
} from '@aws-sdk/client-ec2';
import { pages, type Live } from '../reader';

/** The calls of this file, with the IAM actions that each needs. */
export const LIST_CALLS = {
  routeTables: { 'ec2:DescribeRouteTables': ['ec2:DescribeRouteTables'] },
  groups: { 'ec2:DescribeSecurityGroups': ['ec2:DescribeSecurityGroups'] },
  subnets: { 'ec2:DescribeSubnets': ['ec2:DescribeSubnets'] },
  endpoints: { 'ec2:DescribeVpcEndpoints': ['ec2:DescribeVpcEndpoints'] },
} as const;

/** What lies in the VPCs that templates make; all of the region where they make none, and only hold parts of one. */
function filters(live: Live): { readonly Filters?: { Name: string; Values: string[] }[] } {
  const vpcs = [...live.ids('AWS::EC2::VPC')];
  return vpcs.length === 0 || vpcs.length > 150 ? {} : { Filters: [{ Name: 'vpc-id', Values: vpcs }] };
}

export function routeTables(live: Live): Promise<readonly RouteTable[]> {
  return live.once('route tables', () =>
    pages(async (NextToken) => {
      const command = new DescribeRouteTablesCommand({ ...filters(live), NextToken, MaxResults: 100 });
      const page = await live.clients.ec2.send(command);
      return { items: page.RouteTables, next: page.NextToken };
    }),
  );
}

export function securityGroups(live: Live): Promise<ReadonlyMap<string, SecurityGroup>> {
  return live.once('security groups', async () => {
    const all = await pages(async (NextToken) => {
      const command = new DescribeSecurityGroupsCommand({ ...filters(live), NextToken, MaxResults: 500 });
      const page = await live.clients.ec2.send(command);
      return { items: page.SecurityGroups, next: page.NextToken };
    });
    return new Map(all.map((group) => [group.GroupId ?? '', group]));
  });
}

export function subnets(live: Live): Promise<ReadonlyMap<string, Subnet>> {
  return live.once('subnets', async () => {
    const all = await pages(async (NextToken) => {
      const page = await live.clients.ec2.send(
        new DescribeSubnetsCommand({ ...filters(live), NextToken, MaxResults: 500 }),
      );
      return { items: page.Subnets, next: page.NextToken };
    });
    return new Map(all.map((subnet) => [subnet.SubnetId ?? '', subnet]));
  });
}

export function vpcEndpoints(live: Live): Promise<ReadonlyMap<string, VpcEndpoint>> {
  return live.once('endpoints', async () => {
    const all = await pages(async (NextToken) => {
      const command = new DescribeVpcEndpointsCommand({ ...filters(live), NextToken, MaxResults: 500 });
      const page = await live.clients.ec2.send(command);
      return { items: page.VpcEndpoints, next: page.NextToken };
    });
    return new Map(all.map((endpoint) => [endpoint.VpcEndpointId ?? '', endpoint]));
  });
}

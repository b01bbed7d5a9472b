import {
  DescribeEgressOnlyInternetGatewaysCommand,
  DescribeInternetGatewaysCommand,
  DescribeNatGatewaysCommand,
  DescribeNetworkAclsCommand,
  DescribeTransitGatewayVpcAttachmentsCommand,
  DescribeVpcPeeringConnectionsCommand,
  DescribeVpcsCommand,
  DescribeVpnGatewaysCommand,
} from '@aws-sdk/client-ec2';
import { pages, pieces, type Live } from '../reader';

/** The calls of this file, with the IAM actions that each needs. */
export const VPC_CALLS: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  [
    'EgressOnlyInternetGateways',
    'InternetGateways',
    'NatGateways',
    'NetworkAcls',
    'TransitGatewayVpcAttachments',
    'VpcPeeringConnections',
    'Vpcs',
    'VpnGateways',
  ].map((name) => [`ec2:Describe${name}`, [`ec2:Describe${name}`]]),
);

interface Filter {
  readonly Name: string;
  readonly Values: string[];
}

/** A filter takes two hundred values. */
const MOST_VALUES = 200;

/** Lists something by the VPCs that the templates make, once for all of them. */
function byVpc<T>(live: Live, what: string, filter: string, list: (filters: Filter[]) => Promise<T[]>): Promise<T[]> {
  return live.once(`${what} by ${filter}`, async () => {
    const groups = pieces(live.ids('AWS::EC2::VPC'), MOST_VALUES);
    return (await Promise.all(groups.map((Values) => list([{ Name: filter, Values }])))).flat();
  });
}

export function vpcs(live: Live) {
  return byVpc(live, 'VPCs', 'vpc-id', (Filters) =>
    pages(async (NextToken) => {
      const page = await live.clients.ec2.send(new DescribeVpcsCommand({ Filters, NextToken }));
      return { items: page.Vpcs, next: page.NextToken };
    }),
  );
}

export function internetGateways(live: Live) {
  return byVpc(live, 'internet gateways', 'attachment.vpc-id', (Filters) =>
    pages(async (NextToken) => {
      const page = await live.clients.ec2.send(new DescribeInternetGatewaysCommand({ Filters, NextToken }));
      return { items: page.InternetGateways, next: page.NextToken };
    }),
  );
}

/** The service has no filter for where they are attached. */
export function egressOnlyGateways(live: Live) {
  return live.once('egress-only internet gateways', () =>
    pages(async (NextToken) => {
      const page = await live.clients.ec2.send(new DescribeEgressOnlyInternetGatewaysCommand({ NextToken }));
      return { items: page.EgressOnlyInternetGateways, next: page.NextToken };
    }),
  );
}

export function natGateways(live: Live) {
  return byVpc(live, 'NAT gateways', 'vpc-id', (Filter) =>
    pages(async (NextToken) => {
      const page = await live.clients.ec2.send(new DescribeNatGatewaysCommand({ Filter, NextToken }));
      return { items: page.NatGateways, next: page.NextToken };
    }),
  );
}

export function vpnGateways(live: Live) {
  return byVpc(live, 'VPN gateways', 'attachment.vpc-id', async (Filters) => {
    const { VpnGateways = [] } = await live.clients.ec2.send(new DescribeVpnGatewaysCommand({ Filters }));
    return VpnGateways;
  });
}

export async function peerings(live: Live) {
  const sides = ['requester-vpc-info.vpc-id', 'accepter-vpc-info.vpc-id'].map((side) =>
    byVpc(live, 'peerings', side, (Filters) =>
      pages(async (NextToken) => {
        const page = await live.clients.ec2.send(new DescribeVpcPeeringConnectionsCommand({ Filters, NextToken }));
        return { items: page.VpcPeeringConnections, next: page.NextToken };
      }),
    ),
  );
  return (await Promise.all(sides)).flat();
}

export function transitAttachments(live: Live) {
  return byVpc(live, 'transit gateway attachments', 'vpc-id', (Filters) =>
    pages(async (NextToken) => {
      const page = await live.clients.ec2.send(new DescribeTransitGatewayVpcAttachmentsCommand({ Filters, NextToken }));
      return { items: page.TransitGatewayVpcAttachments, next: page.NextToken };
    }),
  );
}

export function networkAcls(live: Live) {
  return byVpc(live, 'network ACLs', 'vpc-id', (Filters) =>
    pages(async (NextToken) => {
      const page = await live.clients.ec2.send(new DescribeNetworkAclsCommand({ Filters, NextToken }));
      return { items: page.NetworkAcls, next: page.NextToken };
    }),
  );
}

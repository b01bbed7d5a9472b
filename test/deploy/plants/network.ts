import {
  AllocateAddressCommand,
  AttachInternetGatewayCommand,
  AuthorizeSecurityGroupEgressCommand,
  AuthorizeSecurityGroupIngressCommand,
  CreateInternetGatewayCommand,
  CreateNatGatewayCommand,
  CreateNetworkAclEntryCommand,
  CreateRouteCommand,
  CreateVpcCommand,
  CreateVpcEndpointCommand,
  CreateVpcPeeringConnectionCommand,
  DeleteFlowLogsCommand,
  DeleteVpcEndpointsCommand,
  DescribeNetworkAclsCommand,
  DescribeRouteTablesCommand,
  DescribeSecurityGroupsCommand,
  EC2Client,
  ModifySubnetAttributeCommand,
  ModifyVpcAttributeCommand,
  ModifyVpcEndpointCommand,
  ReplaceRouteTableAssociationCommand,
  RevokeSecurityGroupIngressCommand,
} from '@aws-sdk/client-ec2';
import { ANYONE, drift, extra, missing, type Account, type Plant } from './plant';

const VPC = 'AWS::EC2::VPC';
const GROUP = 'AWS::EC2::SecurityGroup';
const ENDPOINT = 'AWS::EC2::VPCEndpoint';
const EVERYWHERE = { IpProtocol: 'tcp', FromPort: 22, ToPort: 22, IpRanges: [{ CidrIp: '0.0.0.0/0' }] };

const ec2 = ({ clients }: Account): EC2Client => clients.of(EC2Client);

/** An internet gateway in the VPC, and a route of one tier to it. */
async function wayOut(account: Account): Promise<unknown> {
  const { InternetGateway } = await ec2(account).send(new CreateInternetGatewayCommand({}));
  const InternetGatewayId = InternetGateway?.InternetGatewayId ?? '';
  await ec2(account).send(new AttachInternetGatewayCommand({ InternetGatewayId, VpcId: account.id(VPC) }));
  return ec2(account).send(
    new CreateRouteCommand({
      RouteTableId: account.id('AWS::EC2::RouteTable', 'NetworkServing'),
      DestinationCidrBlock: '0.0.0.0/0',
      GatewayId: InternetGatewayId,
    }),
  );
}

const already = (): Promise<void> => Promise.resolve();

export const NETWORK: readonly Plant[] = [
  extra('an internet gateway is attached', VPC, '', 'internet gateway', wayOut),
  extra('a route leads to it', 'AWS::EC2::RouteTable', 'NetworkServing', 'route', already),
  drift('an endpoint lets everything through', ENDPOINT, 'NetworkS3Door', 'PolicyDocument.Statement', (account) =>
    ec2(account).send(
      new ModifyVpcEndpointCommand({
        VpcEndpointId: account.id(ENDPOINT, 'NetworkS3Door'),
        PolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement: [ANYONE] }),
      }),
    ),
  ),
  drift('an endpoint has one more group', ENDPOINT, 'NetworkBedrockRuntime', 'SecurityGroupIds', (account) =>
    ec2(account).send(
      new ModifyVpcEndpointCommand({
        VpcEndpointId: account.id(ENDPOINT, 'NetworkBedrockRuntime'),
        AddSecurityGroupIds: [account.id(GROUP, 'NetworkTrainingGroup')],
      }),
    ),
  ),
  missing('an endpoint is gone', ENDPOINT, 'NetworkKmsDoor', (account) =>
    ec2(account).send(new DeleteVpcEndpointsCommand({ VpcEndpointIds: [account.id(ENDPOINT, 'NetworkKmsDoor')] })),
  ),
  extra('there is one more endpoint', VPC, '', 'endpoint', (account) =>
    ec2(account).send(
      new CreateVpcEndpointCommand({
        VpcId: account.id(VPC),
        ServiceName: 'com.amazonaws.eu-central-1.sts',
        VpcEndpointType: 'Interface',
        SubnetIds: [account.id('AWS::EC2::Subnet', 'NetworkDataSubnetsZone1')],
      }),
    ),
  ),
  extra('a group lets anyone in', GROUP, 'NetworkDataGroup', 'ingress rule', (account) =>
    ec2(account).send(
      new AuthorizeSecurityGroupIngressCommand({
        GroupId: account.id(GROUP, 'NetworkDataGroup'),
        IpPermissions: [EVERYWHERE],
      }),
    ),
  ),
  extra('a group lets everything out', GROUP, 'NetworkServingGroup', 'egress rule', (account) =>
    ec2(account).send(
      new AuthorizeSecurityGroupEgressCommand({
        GroupId: account.id(GROUP, 'NetworkServingGroup'),
        IpPermissions: [EVERYWHERE],
      }),
    ),
  ),
  missing('a door is closed to a tier', 'AWS::EC2::SecurityGroupIngress', 'NetworkS3DoorFromtraining', (account) =>
    ec2(account).send(
      new RevokeSecurityGroupIngressCommand({
        GroupId: account.id(GROUP, 'NetworkS3DoorInbound'),
        IpPermissions: [
          {
            IpProtocol: 'tcp',
            FromPort: 443,
            ToPort: 443,
            UserIdGroupPairs: [
              { GroupId: account.id(GROUP, 'NetworkTrainingGroup'), Description: 'HTTPS from acme-llm-training tier' },
            ],
          },
        ],
      }),
    ),
  ),
  drift(
    'a subnet gives public addresses',
    'AWS::EC2::Subnet',
    'NetworkDataSubnetsZone1',
    'MapPublicIpOnLaunch',
    (account) =>
      ec2(account).send(
        new ModifySubnetAttributeCommand({
          SubnetId: account.id('AWS::EC2::Subnet', 'NetworkDataSubnetsZone1'),
          MapPublicIpOnLaunch: { Value: true },
        }),
      ),
  ),
  extra('a NAT gateway stands in the VPC', VPC, '', 'NAT gateway', async (account) => {
    const { AllocationId } = await ec2(account).send(new AllocateAddressCommand({ Domain: 'vpc' }));
    const SubnetId = account.id('AWS::EC2::Subnet', 'NetworkDataSubnetsZone1');
    return ec2(account).send(new CreateNatGatewayCommand({ SubnetId, AllocationId }));
  }),
  extra('the VPC is peered', VPC, '', 'peering connection', async (account) => {
    const { Vpc } = await ec2(account).send(new CreateVpcCommand({ CidrBlock: '10.99.0.0/24' }));
    return ec2(account).send(new CreateVpcPeeringConnectionCommand({ VpcId: account.id(VPC), PeerVpcId: Vpc?.VpcId }));
  }),
  missing('flows are no longer logged', 'AWS::EC2::FlowLog', '', (account) =>
    ec2(account).send(new DeleteFlowLogsCommand({ FlowLogIds: [account.id('AWS::EC2::FlowLog')] })),
  ),
  drift('the VPC has no names of hosts', VPC, '', 'EnableDnsHostnames', (account) =>
    ec2(account).send(new ModifyVpcAttributeCommand({ VpcId: account.id(VPC), EnableDnsHostnames: { Value: false } })),
  ),
  extra('the network ACL has one more entry', VPC, '', 'network ACL entry', async (account) => {
    const Filters = [{ Name: 'vpc-id', Values: [account.id(VPC)] }];
    const { NetworkAcls } = await ec2(account).send(new DescribeNetworkAclsCommand({ Filters }));
    return ec2(account).send(
      new CreateNetworkAclEntryCommand({
        NetworkAclId: NetworkAcls?.[0]?.NetworkAclId,
        RuleNumber: 50,
        Protocol: '-1',
        RuleAction: 'allow',
        Egress: true,
        CidrBlock: '203.0.113.0/24',
      }),
    );
  }),
  drift(
    'a subnet follows the routes of another tier',
    'AWS::EC2::SubnetRouteTableAssociation',
    'NetworkTrainingSubnetsZone1',
    'RouteTableId',
    async (account) => {
      const { RouteTables = [] } = await ec2(account).send(new DescribeRouteTablesCommand({}));
      const subnet = account.id('AWS::EC2::Subnet', 'NetworkTrainingSubnetsZone1');
      const association = RouteTables.flatMap(({ Associations = [] }) => Associations).find(
        ({ SubnetId }) => SubnetId === subnet,
      );
      return ec2(account).send(
        new ReplaceRouteTableAssociationCommand({
          AssociationId: association?.RouteTableAssociationId,
          RouteTableId: account.id('AWS::EC2::RouteTable', 'NetworkGateway'),
        }),
      );
    },
  ),
  drift('the default group has a rule', 'Custom::VpcRestrictDefaultSG', '', 'Rules', async (account) => {
    const Filters = [
      { Name: 'vpc-id', Values: [account.id(VPC)] },
      { Name: 'group-name', Values: ['default'] },
    ];
    const { SecurityGroups } = await ec2(account).send(new DescribeSecurityGroupsCommand({ Filters }));
    const GroupId = SecurityGroups?.[0]?.GroupId;
    return ec2(account).send(new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions: [EVERYWHERE] }));
  }),
];

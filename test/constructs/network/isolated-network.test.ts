import { CfnOutput, Stack, type App } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { AccountPrincipal, AnyPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { CfnFirewallConfig } from 'aws-cdk-lib/aws-route53resolver';
import { KeyRing } from '../../../constructs/keys/key-ring';
import { EndpointService } from '../../../constructs/network/endpoint-service';
import { IsolatedNetwork, type IsolatedNetworkProps } from '../../../constructs/network/isolated-network';
import { DataClass } from '../../../contract/data-class';
import { RampartError } from '../../../contract/errors';
import { example } from '../../../examples/isolated-network';
import { guardFindings, lintFindings, openFindings, testStack } from '../../support/compliance';

const OURS = new AccountPrincipal('111122223333');

function statement(action: string, principal: AccountPrincipal | AnyPrincipal = OURS): PolicyStatement {
  return new PolicyStatement({
    principals: [principal],
    actions: [action],
    resources: ['arn:aws:s3:::llm-curated-111122223333-eu-central-1/*'],
  });
}

function network(stack: Stack, overrides: Partial<IsolatedNetworkProps> = {}): IsolatedNetwork {
  return new IsolatedNetwork(stack, 'Network', {
    name: 'llm',
    organizationId: 'o-exampleorg',
    cidr: '10.40.0.0/20',
    zones: 2,
    tiers: [{ name: 'gateway' }, { name: 'serving' }, { name: 'training' }],
    endpoints: [
      { service: EndpointService.S3, tiers: ['serving', 'training'], statements: [statement('s3:GetObject')] },
      { service: EndpointService.KMS, tiers: ['gateway'], statements: [statement('kms:Decrypt')] },
    ],
    logDestination: 'arn:aws:s3:::llm-log-archive-111122223333-eu-central-1',
    key: logKey(stack),
    adoptBlockPublicAccess: false,
    ...overrides,
  });
}

/** A key as the platform makes it, and what Control Tower asks of every key, so that its rules speak of the network only. */
function logKey(stack: Stack): IKey {
  const key = new KeyRing(stack, 'Keys', {
    name: 'llm',
    organizationId: 'o-exampleorg',
    dataClasses: [DataClass.LOG],
    administratorArns: ['arn:aws:iam::111122223333:role/llm-key-admin'],
  }).key(DataClass.LOG);
  key.addToResourcePolicy(
    new PolicyStatement({
      effect: Effect.DENY,
      principals: [new AnyPrincipal()],
      actions: ['kms:CreateGrant'],
      resources: ['*'],
      conditions: { BoolIfExists: { 'kms:GrantIsForAWSResource': 'false', 'aws:PrincipalIsAWSService': 'false' } },
    }),
  );
  return key;
}

function codeOf(build: () => unknown): string {
  try {
    build();
  } catch (error) {
    if (error instanceof RampartError) return error.code;
    throw error;
  }
  return 'nothing was refused';
}

function template(overrides: Partial<IsolatedNetworkProps> = {}): Template {
  const stack = testStack();
  network(stack, overrides);
  return Template.fromStack(stack);
}

describe('what auditors find', () => {
  test('five packs, cfn-lint and Control Tower find nothing open', async () => {
    const stack = testStack();
    network(stack, {
      zones: 3,
      endpoints: Object.values(EndpointService).map((service) => ({
        service,
        tiers: ['gateway'],
        statements: [statement('s3:GetObject')],
      })),
    }).allow('gateway', 'serving', 8443);
    expect(openFindings(stack)).toEqual([]);
    expect(guardFindings(stack)).toEqual([]);
    expect((await lintFindings(stack)) ?? []).toEqual([]);
  });

  test('the example synthesizes', () => {
    expect(example().synth().stacks).toHaveLength(1);
  });

  test('the same network gives the same bytes', () => {
    expect(JSON.stringify(template().toJSON())).toBe(JSON.stringify(template().toJSON()));
  });
});

describe('the way out', () => {
  test('there is no gateway, no address translation and no route but the local one', () => {
    const types = Object.values(template().toJSON().Resources as Record<string, { Type: string }>).map(
      ({ Type }) => Type,
    );
    expect(types.filter((type) => /Gateway|AWS::EC2::Route$|Peering|Transit|EIP/.test(type))).toEqual([]);
  });

  test('no rule names a range of addresses beyond the loopback', () => {
    const cidrs = [...JSON.stringify(template().toJSON()).matchAll(/"CidrIp(?:v6)?":"([^"]+)"/g)].map(
      ([, cidr]) => cidr,
    );
    expect(new Set(cidrs)).toEqual(new Set(['127.0.0.1/32']));
  });

  test('every security group declares its egress, so that AWS does not add its own', () => {
    const groups = template().findResources('AWS::EC2::SecurityGroup');
    expect(Object.keys(groups).length).toBe(5);
    for (const group of Object.values(groups)) expect(group['Properties'].SecurityGroupEgress).not.toHaveLength(0);
  });

  test('public access is blocked for the account, unless the organisation has done so', () => {
    template().hasResourceProperties('AWS::EC2::VPCBlockPublicAccessOptions', {
      InternetGatewayBlockMode: 'block-bidirectional',
    });
    template({ adoptBlockPublicAccess: true }).resourceCountIs('AWS::EC2::VPCBlockPublicAccessOptions', 0);
  });

  const openings: Record<string, (stack: Stack, net: IsolatedNetwork) => void> = {
    'an internet gateway': (stack, { vpc }) =>
      new ec2.CfnVPCGatewayAttachment(stack, 'X', {
        vpcId: vpc.vpcId,
        internetGatewayId: new ec2.CfnInternetGateway(stack, 'Y').ref,
      }),
    'an internet gateway inside the network itself': (_, net) =>
      new ec2.CfnVPCGatewayAttachment(net, 'X', { vpcId: net.vpc.vpcId, internetGatewayId: 'igw-1' }),
    'a virtual private gateway': (_, { vpc }) => vpc.enableVpnGateway({ type: ec2.VpnConnectionType.IPSEC_1 }),
    'a NAT gateway': (stack, net) =>
      new ec2.CfnNatGateway(stack, 'X', { subnetId: net.tier('serving').subnetIds[0]!, connectivityType: 'private' }),
    'a route': (stack, { vpc }) =>
      new ec2.CfnRoute(stack, 'X', {
        routeTableId: vpc.isolatedSubnets[0]!.routeTable.routeTableId,
        destinationCidrBlock: '10.0.0.0/8',
        transitGatewayId: 'tgw-1',
      }),
    'a peering from another stack': (stack, { vpc }) =>
      new ec2.CfnVPCPeeringConnection(
        new Stack(stack.node.root, 'Other', { env: { account: stack.account, region: stack.region } }),
        'X',
        {
          vpcId: vpc.vpcId,
          peerVpcId: 'vpc-2',
        },
      ),
    'an endpoint without a policy of the matrix': (_, { vpc }) =>
      vpc.addGatewayEndpoint('X', { service: ec2.GatewayVpcEndpointAwsService.DYNAMODB }),
    'a security group open to every address': (stack, { vpc }) =>
      new ec2.SecurityGroup(stack, 'X', { vpc, allowAllOutbound: true }),
    'an egress rule to every address': (stack, net) =>
      new ec2.CfnSecurityGroupEgress(stack, 'X', {
        groupId: net.tier('serving').securityGroup.securityGroupId,
        ipProtocol: '-1',
        cidrIp: '0.0.0.0/0',
      }),
    'a DNS firewall that fails open': (stack, { vpc }) =>
      new CfnFirewallConfig(stack, 'X', { resourceId: vpc.vpcId, firewallFailOpen: 'ENABLED' }),
  };
  test.each(Object.entries(openings))('%s added to it makes the synthesis fail', (_, open) => {
    const stack = testStack();
    open(stack, network(stack));
    expect(() => (stack.node.root as App).synth()).toThrow(/NETWORK_OPENED/);
  });

  test('what opens another network, or only names this one, is let through', () => {
    const stack = testStack();
    const { vpc } = network(stack);
    new CfnOutput(stack, 'VpcId', { value: vpc.vpcId });
    new ec2.CfnRoute(stack, 'Elsewhere', {
      routeTableId: 'rtb-1',
      destinationCidrBlock: '10.0.0.0/8',
      transitGatewayId: 'tgw-1',
    });
    expect(() => (stack.node.root as App).synth()).not.toThrow();
  });

  test("a caller's connections add no rule to a tier's group", () => {
    const stack = testStack();
    const net = network(stack);
    const before = net.node.findAll().length;
    net.tier('serving').securityGroup.addEgressRule(ec2.Peer.anyIpv4(), ec2.Port.allTcp());
    expect(net.node.findAll().length).toBe(before);
    expect(() => (stack.node.root as App).synth()).not.toThrow();
  });
});

describe('doors', () => {
  test('a tier reaches the endpoints declared for it, by security group, and no other', () => {
    const t = template();
    const [gateway] = Object.values(
      t.findResources('AWS::EC2::SecurityGroup', { Properties: { GroupDescription: 'llm-gateway tier' } }),
    );
    expect(gateway!['Properties'].SecurityGroupEgress).toEqual([
      {
        DestinationSecurityGroupId: { 'Fn::GetAtt': [expect.stringMatching(/^NetworkKmsDoor/), 'GroupId'] },
        IpProtocol: 'tcp',
        FromPort: 443,
        ToPort: 443,
        Description: 'HTTPS to llm-kms endpoint',
      },
    ]);
    t.resourceCountIs('AWS::EC2::SecurityGroupIngress', 3);
    t.allResourcesProperties('AWS::EC2::SecurityGroupIngress', {
      FromPort: 443,
      ToPort: 443,
      SourceSecurityGroupId: Match.anyValue(),
    });
  });

  test('S3 has an interface endpoint whose private names work without a gateway endpoint', () => {
    template().hasResourceProperties('AWS::EC2::VPCEndpoint', {
      ServiceName: 'com.amazonaws.eu-central-1.s3',
      VpcEndpointType: 'Interface',
      PrivateDnsEnabled: true,
      DnsOptions: { PrivateDnsOnlyForInboundResolverEndpoint: 'AllResolvers' },
      PolicyDocument: { Statement: [Match.objectLike({ Action: 's3:GetObject' })] },
    });
  });

  test('a tier knows its doors, and only those', () => {
    const net = network(testStack());
    expect(net.doorIds('training')).toEqual([net.endpointId(EndpointService.S3)]);
    expect(net.doorIds('gateway')).toEqual([net.endpointId(EndpointService.KMS)]);
  });

  const refused: Record<string, [string, PolicyStatement[]]> = {
    'without a policy': ['NETWORK_ENDPOINT_POLICY_MISSING', []],
    'open to everyone': ['NETWORK_ENDPOINT_POLICY_OPEN', [statement('s3:GetObject', new AnyPrincipal())]],
    'open to everyone over TLS': [
      'NETWORK_ENDPOINT_POLICY_OPEN',
      [conditioned({ Bool: { 'aws:SecureTransport': 'true' } })],
    ],
    'bound to an organisation only if one is known': [
      'NETWORK_ENDPOINT_POLICY_OPEN',
      [conditioned({ StringEqualsIfExists: { 'aws:PrincipalOrgID': 'o-exampleorg' } })],
    ],
    'bound to any organisation': [
      'NETWORK_ENDPOINT_POLICY_OPEN',
      [conditioned({ StringLike: { 'aws:PrincipalOrgID': ['o-exampleorg', '*'] } })],
    ],
    'bound to all but one caller': [
      'NETWORK_ENDPOINT_POLICY_OPEN',
      [conditioned({ ArnNotEquals: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/x' } })],
    ],
    'for every action': ['NETWORK_ENDPOINT_POLICY_OPEN', [statement('s3:*')]],
    'for all actions but some': [
      'NETWORK_ENDPOINT_POLICY_OPEN',
      [new PolicyStatement({ principals: [OURS], notActions: ['s3:DeleteObject'], resources: ['*'] })],
    ],
    "open to everyone for another bucket than the registry's": [
      'NETWORK_ENDPOINT_POLICY_OPEN',
      [layerRead('arn:aws:s3:::prod-eu-central-1-starport-layer-bucket-of-mallory/*')],
    ],
  };
  test.each(Object.entries(refused))('an endpoint %s is refused', (_, [code, statements]) => {
    const endpoints = [{ service: EndpointService.S3, tiers: ['serving'], statements }];
    expect(codeOf(() => network(testStack(), { endpoints }))).toBe(code);
  });

  test.each([
    ['everyone of the organisation', conditioned({ StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorg' } })],
    ["the registry's layers", layerRead('arn:aws:s3:::prod-eu-central-1-starport-layer-bucket/*')],
    [
      'a denial',
      new PolicyStatement({
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        actions: ['s3:*'],
        resources: ['*'],
      }),
    ],
  ])('an endpoint policy for %s is let through', (_, allowed) => {
    const endpoints = [{ service: EndpointService.S3, tiers: ['serving'], statements: [allowed] }];
    expect(codeOf(() => network(testStack(), { endpoints }))).toBe('nothing was refused');
  });

  function conditioned(conditions: Record<string, unknown>): PolicyStatement {
    return new PolicyStatement({
      principals: [new AnyPrincipal()],
      actions: ['s3:GetObject'],
      resources: ['*'],
      conditions,
    });
  }
  function layerRead(resource: string): PolicyStatement {
    return new PolicyStatement({ principals: [new AnyPrincipal()], actions: ['s3:GetObject'], resources: [resource] });
  }
});

describe('DNS', () => {
  test("only the names of the endpoints' services are answered, and all others get no data", () => {
    const t = template({ allowedDomains: ['internal.example.com'] });
    t.hasResourceProperties('AWS::Route53Resolver::FirewallDomainList', {
      Name: 'llm-allowed',
      Domains: [
        '*.eu-central-1.compute.internal',
        '*.s3.eu-central-1.amazonaws.com',
        'internal.example.com',
        'kms.eu-central-1.amazonaws.com',
        's3.eu-central-1.amazonaws.com',
      ],
    });
    t.hasResourceProperties('AWS::Route53Resolver::FirewallRuleGroup', {
      FirewallRules: [
        Match.objectLike({ Priority: 100, Action: 'ALLOW' }),
        Match.objectLike({ Priority: 200, Action: 'BLOCK', BlockResponse: 'NODATA' }),
      ],
    });
    t.resourceCountIs('AWS::Route53Resolver::FirewallRuleGroupAssociation', 1);
    t.resourceCountIs('AWS::Route53Resolver::FirewallConfig', 0);
  });

  test.each(['*', '*.com.', 'com', '*.*.example.com', 'http://example.com'])('the name %s is refused', (domain) => {
    expect(codeOf(() => network(testStack(), { allowedDomains: [domain] }))).toBe('NETWORK_DOMAIN_INVALID');
  });
});

test('flows and DNS questions go to their prefixes of the archive', () => {
  const t = template();
  t.hasResourceProperties('AWS::EC2::FlowLog', {
    TrafficType: 'ALL',
    MaxAggregationInterval: 60,
    LogDestination: 'arn:aws:s3:::llm-log-archive-111122223333-eu-central-1/flow/',
  });
  t.hasResourceProperties('AWS::Route53Resolver::ResolverQueryLoggingConfig', {
    DestinationArn: 'arn:aws:s3:::llm-log-archive-111122223333-eu-central-1/resolver',
  });
});

test('the function that closes the default security group may touch that group and nothing else of EC2', () => {
  const t = template();
  t.hasResourceProperties('Custom::VpcRestrictDefaultSG', {
    SecurityGroupId: { 'Fn::GetAtt': [Match.anyValue(), 'DefaultSecurityGroup'] },
  });
  const policies = JSON.stringify(t.findResources('AWS::IAM::ManagedPolicy'));
  expect(policies.match(/"ec2:[^"]+"/g)?.sort()).toEqual([
    '"ec2:RevokeSecurityGroupEgress"',
    '"ec2:RevokeSecurityGroupIngress"',
  ]);
  expect(policies).toContain('"arn:aws:ec2:eu-central-1:111122223333:security-group/",{"Fn::GetAtt":["NetworkVpc');
});

test('allow() opens one port between two tiers, by security group', () => {
  const stack = testStack();
  network(stack).allow('gateway', 'serving', 8443);
  const t = Template.fromStack(stack);
  t.hasResourceProperties('AWS::EC2::SecurityGroupEgress', {
    FromPort: 8443,
    ToPort: 8443,
    DestinationSecurityGroupId: Match.anyValue(),
  });
  t.hasResourceProperties('AWS::EC2::SecurityGroupIngress', {
    FromPort: 8443,
    ToPort: 8443,
    SourceSecurityGroupId: Match.anyValue(),
  });
});

describe('what cannot be made', () => {
  const asked: Record<string, [string, Partial<IsolatedNetworkProps>]> = {
    'a range too small for its tiers': ['NETWORK_CIDR_TOO_SMALL', { cidr: '10.40.0.0/24' }],
    'a range that is not one': ['NETWORK_CIDR_INVALID', { cidr: '10.40.0.1/20' }],
    'a public range': ['NETWORK_CIDR_NOT_PRIVATE', { cidr: '8.8.0.0/16' }],
    'a single zone': ['NETWORK_ZONES_INVALID', { zones: 1 }],
    'fewer zone IDs than zones': ['NETWORK_ZONES_INVALID', { zoneIds: ['euc1-az1'] }],
    'two tiers of one name': ['NETWORK_TIER_INVALID', { tiers: [{ name: 'serving' }, { name: 'serving' }] }],
    'a tier with the name of the doors': ['NETWORK_TIER_INVALID', { tiers: [{ name: 'doors' }] }],
    'no tier': ['NETWORK_TIER_INVALID', { tiers: [] }],
    'an endpoint for an unknown tier': [
      'NETWORK_TIER_UNKNOWN',
      { endpoints: [{ service: EndpointService.KMS, tiers: ['office'], statements: [statement('kms:Decrypt')] }] },
    ],
    'one endpoint twice': [
      'NETWORK_ENDPOINT_TWICE',
      {
        endpoints: ['gateway', 'serving'].map((tier) => ({
          service: EndpointService.KMS,
          tiers: [tier],
          statements: [statement('kms:Decrypt')],
        })),
      },
    ],
  };
  test.each(Object.entries(asked))('%s is refused', (_, [code, overrides]) => {
    expect(codeOf(() => network(testStack(), overrides))).toBe(code);
  });

  test('an unknown tier or endpoint is answered with those there are', () => {
    const net = network(testStack());
    expect(() => net.tier('office')).toThrow('tier: the network has no office, it has gateway, serving, training');
    expect(codeOf(() => net.doorIds('office'))).toBe('NETWORK_TIER_UNKNOWN');
    expect(codeOf(() => net.allow('office', 'serving', 443))).toBe('NETWORK_TIER_UNKNOWN');
    expect(codeOf(() => net.allow('gateway', 'serving', 0))).toBe('NETWORK_PORT_INVALID');
    expect(codeOf(() => net.endpointId(EndpointService.LOGS))).toBe('NETWORK_ENDPOINT_UNKNOWN');
  });
});

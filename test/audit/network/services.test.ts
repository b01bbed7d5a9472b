import type { RawMap } from '../../../audit/assembly/source';
import type { Tier } from '../../../audit/network/network';
import { Reachability } from '../../../audit/network/reachability';
import type { ServiceNeed } from '../../../audit/network/services';
import { modelOf, sourceOf } from '../template-text';

const rule = (port: number, more: RawMap): RawMap => ({ IpProtocol: 'tcp', FromPort: port, ToPort: port, ...more });
const group = (properties: RawMap): RawMap => ({
  Type: 'AWS::EC2::SecurityGroup',
  Properties: { VpcId: { Ref: 'Vpc' }, GroupDescription: 'd', ...properties },
});
const NOTHING_OUT = [rule(1, { CidrIp: '127.0.0.1/32' })];

/** Two isolated subnets: a caller in one, doors to SageMaker's runtime (interface) and S3 (gateway). */
const RESOURCES: Record<string, RawMap> = {
  Vpc: {
    Type: 'AWS::EC2::VPC',
    Properties: { CidrBlock: '10.0.0.0/16', EnableDnsHostnames: true, EnableDnsSupport: true },
  },
  Subnet: { Type: 'AWS::EC2::Subnet', Properties: { VpcId: { Ref: 'Vpc' }, CidrBlock: '10.0.1.0/24' } },
  Doors: { Type: 'AWS::EC2::Subnet', Properties: { VpcId: { Ref: 'Vpc' }, CidrBlock: '10.0.2.0/24' } },
  Table: { Type: 'AWS::EC2::RouteTable', Properties: { VpcId: { Ref: 'Vpc' } } },
  Link: {
    Type: 'AWS::EC2::SubnetRouteTableAssociation',
    Properties: { SubnetId: { Ref: 'Subnet' }, RouteTableId: { Ref: 'Table' } },
  },
  Caller: group({ SecurityGroupEgress: NOTHING_OUT }),
  Door: group({ SecurityGroupEgress: NOTHING_OUT }),
  Out: {
    Type: 'AWS::EC2::SecurityGroupEgress',
    Properties: { GroupId: { Ref: 'Caller' }, ...rule(443, { DestinationSecurityGroupId: { Ref: 'Door' } }) },
  },
  ToS3: {
    Type: 'AWS::EC2::SecurityGroupEgress',
    Properties: { GroupId: { Ref: 'Caller' }, ...rule(443, { DestinationPrefixListId: 'pl-1' }) },
  },
  In: {
    Type: 'AWS::EC2::SecurityGroupIngress',
    Properties: { GroupId: { Ref: 'Door' }, ...rule(443, { SourceSecurityGroupId: { Ref: 'Caller' } }) },
  },
  Runtime: {
    Type: 'AWS::EC2::VPCEndpoint',
    Properties: {
      VpcEndpointType: 'Interface',
      ServiceName: { 'Fn::Sub': 'com.amazonaws.${AWS::Region}.sagemaker.runtime' },
      VpcId: { Ref: 'Vpc' },
      SubnetIds: [{ Ref: 'Doors' }],
      SecurityGroupIds: [{ 'Fn::GetAtt': ['Door', 'GroupId'] }],
      PrivateDnsEnabled: true,
      PolicyDocument: { Statement: [{ Effect: 'Allow' }] },
    },
  },
  S3: {
    Type: 'AWS::EC2::VPCEndpoint',
    Properties: {
      ServiceName: 'com.amazonaws.eu-west-1.s3',
      VpcId: { Ref: 'Vpc' },
      RouteTableIds: [{ Ref: 'Table' }],
    },
  },
};

type Change = Readonly<Record<string, RawMap | undefined>>;

function setup(change: Change = {}) {
  const merged = Object.entries({ ...RESOURCES, ...change }).filter(([, resource]) => resource !== undefined);
  const model = modelOf([sourceOf({ Resources: Object.fromEntries(merged) as RawMap }, { region: 'eu-west-1' })]);
  const id = (name: string): string => String(model.reference(model.resource('S', name)!));
  const tier: Tier = { name: 'caller', subnets: [id('Subnet')], groups: [id('Caller')] };
  const need = (service: string): ServiceNeed => ({
    tier,
    service,
    principal: 'arn:aws:iam::1:role/r',
    actions: ['a:B'],
    resources: ['*'],
  });
  return { reachability: new Reachability(model), tier, need };
}

function without(name: string, property: string): RawMap {
  const properties = Object.entries(RESOURCES[name]!.Properties as RawMap).filter(([key]) => key !== property);
  return { ...RESOURCES[name], Properties: Object.fromEntries(properties) };
}

const set = (name: string, properties: RawMap): RawMap => ({
  ...RESOURCES[name],
  Properties: { ...(RESOURCES[name]!.Properties as RawMap), ...properties },
});

const options = { prefixLists: { s3: 'pl-1' } };

test('every needed service has its door', () => {
  const { reachability, need } = setup();
  const missing = reachability.servicesMissingDoor([need('sagemaker.runtime'), need('s3')], () => true, options);
  expect(missing).toEqual([]);
});

const acl: Change = {
  Acl: { Type: 'AWS::EC2::NetworkAcl', Properties: { VpcId: { Ref: 'Vpc' } } },
  AclLink: {
    Type: 'AWS::EC2::SubnetNetworkAclAssociation',
    Properties: { SubnetId: { Ref: 'Doors' }, NetworkAclId: { Ref: 'Acl' } },
  },
};

test.each<[string, Change, string, 'missing' | 'not evaluated']>([
  ['there is no endpoint', { Runtime: undefined }, 'no endpoint', 'missing'],
  ['its name is not private', { Runtime: without('Runtime', 'PrivateDnsEnabled') }, 'private DNS', 'missing'],
  ['the VPC has no host names', { Vpc: without('Vpc', 'EnableDnsHostnames') }, 'DNS settings', 'missing'],
  ['the caller may not go out', { Out: undefined, ToS3: undefined }, 'tcp 443', 'missing'],
  ['the door lets nobody in', { In: undefined }, 'tcp 443', 'missing'],
  ['the door lets in on another port', { In: set('In', { FromPort: 80, ToPort: 80 }) }, 'tcp 443', 'missing'],
  ['a network ACL stops it', acl, 'tcp 443', 'missing'],
  [
    'its name is not known',
    { Runtime: set('Runtime', { ServiceName: { 'Fn::ImportValue': 'x' } }) },
    'may be it',
    'not evaluated',
  ],
  [
    'its groups are not known',
    { Runtime: set('Runtime', { SecurityGroupIds: { 'Fn::ImportValue': 'x' } }) },
    'x',
    'not evaluated',
  ],
])('a door is missed when %s', (_, change, why, kind) => {
  const { reachability, need } = setup(change);
  const [door] = reachability.servicesMissingDoor([need('sagemaker.runtime')], () => true);
  expect(door?.kind).toBe(kind);
  expect(door?.reasons.join()).toContain(why);
});

test('the policy of the endpoint decides, and is asked for each call', () => {
  const { reachability, need } = setup();
  const asked: string[] = [];
  const [door] = reachability.servicesMissingDoor(
    [need('sagemaker.runtime')],
    (policy, principal, action, resource) => {
      asked.push([Object.keys(policy), principal, action, resource].join(' '));
      return false;
    },
  );
  expect(asked).toEqual(['Statement arn:aws:iam::1:role/r a:B *']);
  expect(door).toMatchObject({ kind: 'missing', reasons: [expect.stringContaining('policy does not let')] });
  const [unknown] = reachability.servicesMissingDoor([need('sagemaker.runtime')], () => 'unknown');
  expect(unknown?.kind).toBe('not evaluated');
});

test('a gateway endpoint needs a route from every subnet and a rule to its addresses', () => {
  const { reachability, need } = setup({ S3: set('S3', { RouteTableIds: [] }) });
  expect(reachability.servicesMissingDoor([need('s3')], () => true, options)).toMatchObject([{ kind: 'missing' }]);
  const shut = setup({ ToS3: undefined });
  expect(shut.reachability.servicesMissingDoor([shut.need('s3')], () => true, options)).toMatchObject([
    { kind: 'missing' },
  ]);
  const unnamed = setup();
  expect(unnamed.reachability.servicesMissingDoor([unnamed.need('s3')], () => true)).toMatchObject([
    { kind: 'not evaluated' },
  ]);
});

test('the doors of a tier are listed with their ports and whether a policy is theirs', () => {
  const { reachability, tier } = setup({
    Server: {
      Type: 'AWS::EC2::Instance',
      Properties: { SubnetId: { Ref: 'Doors' }, SecurityGroupIds: [{ Ref: 'Door' }] },
    },
    Far: {
      Type: 'AWS::EC2::Instance',
      Properties: { SubnetId: { Ref: 'Doors' }, SecurityGroupIds: [{ Ref: 'Lone' }] },
    },
    Lone: group({}),
    Peer: {
      Type: 'AWS::EC2::Route',
      Properties: {
        RouteTableId: { Ref: 'Table' },
        DestinationCidrBlock: '172.16.0.0/12',
        VpcPeeringConnectionId: 'pcx-1',
      },
    },
  });
  const doors = reachability
    .doorsOf(tier)
    .map(({ kind, resource, open, ownPolicy }) => [kind, resource.logicalId, open, ownPolicy]);
  expect(doors).toEqual(
    expect.arrayContaining([
      ['endpoint', 'Runtime', ['tcp 443'], true],
      ['workload', 'Server', ['tcp 443'], undefined],
    ]),
  );
  expect(doors.map(([, id]) => id)).not.toContain('Far');
  const gateway = reachability.doorsOf(tier).find((door) => door.kind === 'gateway');
  expect(gateway).toMatchObject({ target: 'peering', open: [], maybe: ['tcp 443'] });
});

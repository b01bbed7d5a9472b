import type { Model, Resource } from '../../../audit/assembly/model';
import { resolve } from '../../../audit/assembly/resolve';
import type { RawMap } from '../../../audit/assembly/source';
import type { ResolvedMap } from '../../../audit/assembly/value';
import { Deployment } from '../../../audit/live/deployment';
import { liveInvariants } from '../../../audit/live/invariants';
import { LiveModel, type Seen } from '../../../audit/live/live-model';
import type { Extra } from '../../../audit/live/verdict';

const TEMPLATE = {
  Resources: {
    Vpc: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.0.0.0/16' } },
    Subnet: { Type: 'AWS::EC2::Subnet', Properties: { VpcId: { Ref: 'Vpc' }, CidrBlock: '10.0.0.0/24' } },
    Routes: { Type: 'AWS::EC2::RouteTable', Properties: { VpcId: { Ref: 'Vpc' } } },
    Uses: {
      Type: 'AWS::EC2::SubnetRouteTableAssociation',
      Properties: { SubnetId: { Ref: 'Subnet' }, RouteTableId: { Ref: 'Routes' } },
    },
    Group: {
      Type: 'AWS::EC2::SecurityGroup',
      Properties: {
        VpcId: { Ref: 'Vpc' },
        GroupDescription: 'model',
        SecurityGroupEgress: [{ IpProtocol: '-1', CidrIp: '0.0.0.0/0' }],
      },
    },
    Model: {
      Type: 'AWS::SageMaker::Model',
      Properties: {
        ExecutionRoleArn: 'arn:aws:iam::111122223333:role/model',
        VpcConfig: { Subnets: [{ Ref: 'Subnet' }], SecurityGroupIds: [{ 'Fn::GetAtt': ['Group', 'GroupId'] }] },
      },
    },
  },
};
const IDS: Readonly<Record<string, string>> = {
  Vpc: 'vpc-1',
  Subnet: 'subnet-1',
  Routes: 'rtb-1',
  Uses: 'rtbassoc-1',
  Group: 'sg-1',
  Model: 'arn:aws:sagemaker:eu-central-1:111122223333:model/m',
};

const text = JSON.stringify(TEMPLATE);
const meant: Model = resolve(
  {
    templates: [
      {
        id: 'app',
        stackName: 'app',
        named: true,
        file: 'app.json',
        format: 'json',
        text,
        document: JSON.parse(text) as RawMap,
      },
    ],
    notEvaluated: [],
  },
  { account: '111122223333', region: 'eu-central-1' },
);

/** What is there is as it was meant, but for what a test says. */
function states(changed: Readonly<Record<string, Seen>> = {}, extras: Readonly<Record<string, readonly Extra[]>> = {}) {
  const deployment = new Deployment();
  for (const one of meant.resources) deployment.named(one, IDS[one.logicalId] ?? '');
  const seen = new Map<Resource, Seen>(
    meant.resources.map((one) => {
      const properties = deployment.resolve(one.properties) as ResolvedMap;
      const read: Seen = { kind: 'read', properties, assumed: properties, extras: extras[one.logicalId] ?? [] };
      return [one, changed[one.logicalId] ?? read];
    }),
  );
  const model = (trusting: boolean): Model => new LiveModel(meant, deployment, seen, trusting);
  const found = liveInvariants(model(false), () => model(true), 60);
  return found.find(({ id }) => id === 'Proof-InternetIsolation');
}

const gateway: Extra = {
  kind: 'internet gateway',
  id: 'igw-1',
  detail: '',
  type: 'AWS::EC2::VPCGatewayAttachment',
  properties: { VpcId: 'vpc-1', InternetGatewayId: 'igw-1' },
};
const route: Extra = {
  kind: 'route',
  id: '0.0.0.0/0',
  detail: '',
  type: 'AWS::EC2::Route',
  properties: { RouteTableId: 'rtb-1', DestinationCidrBlock: '0.0.0.0/0', GatewayId: 'igw-1' },
};

test('over what was found, as it was meant, the network is isolated', () => {
  expect(states()).toMatchObject({ state: 'holds' });
});

test('a gateway and a route that no template has refute the isolation, and the path names them', () => {
  const found = states({}, { Vpc: [gateway], Routes: [route] });
  expect(found).toMatchObject({ state: 'refuted' });
  expect(found?.refuted[0]?.detail).toContain('igw-1');
});

test('what was not read is open: isolation is not evaluated, and neither holds nor is refuted', () => {
  expect(states({ Uses: { kind: 'not readable', why: 'denied' } })).toMatchObject({ state: 'not evaluated' });
});

test('a resource that is missing is no part of what is proved', () => {
  expect(states({ Model: { kind: 'missing' } })).toMatchObject({ state: 'not applicable' });
});

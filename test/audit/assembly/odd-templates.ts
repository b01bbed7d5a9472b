import fc from 'fast-check';

/**
 * Odd and broken templates, as texts: what an attacker, a broken tool or a tired person may hand to the reader. Shared by
 * the test of the suite and by the bench, which runs more of them and larger ones.
 */
const REFERENCES = [
  'A',
  'B',
  'C',
  'Free',
  'AWS::Region',
  'AWS::NoValue',
  'AWS::AccountId',
  '__proto__',
  'constructor',
  'Nowhere',
];
const HOSTILE = [
  '__proto__',
  'constructor',
  'toString',
  '\uE000S/A.Arn\uE001',
  '${',
  '${}',
  '${A.Arn}${B}',
  '${__proto__}',
  '{{resolve:ssm:/x}}',
  '{{resolve:',
  '\u0000',
  '😀'.repeat(50),
  '*',
  '0.0.0.0/0',
  '::/0',
  '10.0.0.0/99',
  'a'.repeat(5_000),
  '${A}'.repeat(2_000),
  '{'.repeat(500),
  '!Ref A',
  '&x',
];
const TYPES = [
  'AWS::S3::Bucket',
  'AWS::IAM::Role',
  'AWS::EC2::VPC',
  'AWS::EC2::Subnet',
  'AWS::EC2::Route',
  'AWS::EC2::RouteTable',
  'AWS::EC2::SubnetRouteTableAssociation',
  'AWS::EC2::SecurityGroup',
  'AWS::EC2::SecurityGroupIngress',
  'AWS::EC2::NetworkAclEntry',
  'AWS::EC2::NatGateway',
  'AWS::EC2::VPCEndpoint',
  'AWS::Lambda::Function',
  'AWS::CloudFormation::Stack',
  'AWS::SQS::Queue',
  'X::Y::MODULE',
  'Custom::CrossRegionExportReader',
];
const PROPERTIES = [
  'BucketName',
  'RoleName',
  'Path',
  'QueueName',
  'CidrBlock',
  'VpcId',
  'SubnetId',
  'SubnetIds',
  'RouteTableId',
  'DestinationCidrBlock',
  'GatewayId',
  'NatGatewayId',
  'SecurityGroupIngress',
  'SecurityGroupEgress',
  'GroupId',
  'IpProtocol',
  'FromPort',
  'ToPort',
  'CidrIp',
  'VpcConfig',
  'PolicyDocument',
  'ServiceName',
  'Value',
];
const INTRINSICS = [
  'Fn::GetAtt',
  'Fn::Sub',
  'Fn::Join',
  'Fn::Select',
  'Fn::Split',
  'Fn::FindInMap',
  'Fn::Cidr',
  'Fn::Base64',
  'Fn::If',
  'Fn::Equals',
  'Fn::And',
  'Fn::Or',
  'Fn::Not',
  'Fn::ImportValue',
  'Fn::GetAZs',
  'Fn::Length',
  'Fn::ToJsonString',
  'Fn::Transform',
  'Fn::ForEach::Loop',
  'Fn::Nonsense',
];

const scalar = fc.oneof(
  fc.constantFrom<unknown>(...HOSTILE, ...REFERENCES),
  fc.constantFrom<unknown>(null, true, false, 0, -1, 1e308, 65_536, '443', '10.0.0.0/16', 'sg-1'),
  fc.string({ maxLength: 30 }),
);

const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalar,
    fc.constantFrom(...REFERENCES).map((name) => ({ Ref: name })),
    fc
      .tuple(fc.constantFrom('A', 'B', 'C', '__proto__'), fc.constantFrom('Arn', 'Ref', '', 'Outputs.X'))
      .map((pair) => ({ 'Fn::GetAtt': pair })),
    fc.tuple(fc.constantFrom(...INTRINSICS), tie('value')).map(([name, argument]) => ({ [name]: argument })),
    fc
      .tuple(fc.constantFrom(...INTRINSICS), fc.array(tie('value'), { maxLength: 4 }))
      .map(([name, argument]) => ({ [name]: argument })),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom(...PROPERTIES, ...HOSTILE.slice(0, 3)), tie('value'), {
      maxKeys: 4,
      noNullPrototype: true,
    }),
  ),
}));

const resource = fc.record(
  {
    Type: fc.oneof({ weight: 9, arbitrary: fc.constantFrom<unknown>(...TYPES) }, { weight: 1, arbitrary: value }),
    Properties: fc.oneof(
      {
        weight: 6,
        arbitrary: fc.dictionary(fc.constantFrom(...PROPERTIES), value, { maxKeys: 6, noNullPrototype: true }),
      },
      { weight: 1, arbitrary: value },
    ),
    Condition: fc.oneof(fc.constantFrom<unknown>('X', 'Y', 'Ring', 'Missing'), value),
    Metadata: value,
  },
  { requiredKeys: ['Type'] },
);

/** Structured: right at the top, wrong inside, with names that lead back to themselves. */
export const structured = fc
  .record(
    {
      Transform: fc.oneof(
        { weight: 4, arbitrary: fc.constant<unknown>('AWS::LanguageExtensions') },
        { weight: 1, arbitrary: value },
      ),
      Parameters: fc.oneof(
        { weight: 4, arbitrary: fc.constant<unknown>({ Free: { Type: 'String' } }) },
        { weight: 1, arbitrary: value },
      ),
      Mappings: value,
      Conditions: fc.oneof(
        fc.record({
          X: value,
          Y: fc.constant<unknown>({ 'Fn::Not': [{ Condition: 'X' }] }),
          Ring: fc.constant<unknown>({ Condition: 'Ring' }),
        }),
        value,
      ),
      Resources: fc.oneof(
        {
          weight: 8,
          arbitrary: fc.record<unknown>({ A: resource, B: resource, C: resource, Probe: fc.constant(PROBE()) }),
        },
        { weight: 1, arbitrary: value },
      ),
      Outputs: value,
    },
    { requiredKeys: ['Resources'] },
  )
  .map((template) => JSON.stringify(template));

/** A resource whose properties cannot be known, whatever else the template says. */
function PROBE(): unknown {
  return {
    Type: 'Test::Probe',
    Properties: {
      Undeclared: { Ref: 'Nowhere' },
      Inside: { 'Fn::Sub': 'x${Nowhere}y' },
      Joined: { 'Fn::Join': ['', ['0.0.0.0/', { Ref: 'Nowhere' }]] },
      Import: { 'Fn::ImportValue': 'nowhere-at-all' },
      Macro: { 'Fn::Transform': { Name: 'M' } },
      Forged: '\uE000S/A.Arn\uE001',
      Strange: { 'Fn::Nonsense': 1 },
    },
  };
}

/** Texts: cut off, repeated, or another format altogether. */
export const broken = fc.oneof(
  fc.tuple(structured, fc.nat()).map(([text, at]) => text.slice(0, at % (text.length + 1))),
  fc.tuple(structured, fc.nat(), fc.string({ maxLength: 5 })).map(([text, at, noise]) => {
    const cut = at % (text.length + 1);
    return text.slice(0, cut) + noise + text.slice(cut);
  }),
  fc.string({ maxLength: 300 }),
  fc.string({ maxLength: 200 }).map((text) => `Resources:\n  A:\n    Type: ${text}\n    Properties: !Sub "${text}"`),
  fc.constantFrom(...bombs(1)),
);

/** Few bytes that ask for much work; `scale` makes them larger. */
export function bombs(scale: number): string[] {
  const many = 2_000 * scale;
  const chain = (make: (index: number) => unknown): string => {
    const resources = Object.fromEntries(
      Array.from({ length: Math.min(many, 19_000) }, (_, index) => [`R${index}`, make(index)]),
    );
    return JSON.stringify({ Transform: 'AWS::LanguageExtensions', Resources: resources });
  };
  const nested = (depth: number): string => `${'{"Fn::Join":["",['.repeat(depth)}"x"${']]}'.repeat(depth)}`;
  const wrap = (value: string): string =>
    `{"Resources":{"A":{"Type":"AWS::S3::Bucket","Properties":{"BucketName":${value}}}}}`;
  const loop = (body: unknown, depth: number): unknown =>
    depth === 0
      ? body
      : {
          [`Fn::ForEach::L${depth}`]: [
            `v${depth}`,
            Array.from({ length: 60 }, (_, one) => String(one)),
            loop(body, depth - 1),
          ],
        };
  return [
    '['.repeat(many * 5),
    '{"a":'.repeat(many * 5),
    'a: '.repeat(many),
    '- '.repeat(many * 5),
    '? '.repeat(many),
    `a: ${'{'.repeat(many)}`,
    wrap(nested(40)),
    wrap(nested(many)),
    wrap(`"${'${A}'.repeat(many)}"`),
    wrap(`{"Fn::Sub":"${'${AWS::Region}'.repeat(many)}"}`),
    wrap(`{"Fn::Cidr":["10.0.0.0/8",999999999,1]}`),
    wrap(`[${'1,'.repeat(many * 20)}1]`),
    chain((index) => ({ Type: 'AWS::S3::Bucket', Properties: { BucketName: { Ref: `R${(index + 1) % many}` } } })),
    chain((index) => ({
      Type: 'AWS::S3::Bucket',
      Properties: { BucketName: { 'Fn::Sub': `\${R${index + 1}}\${R${index + 1}}` } },
    })),
    chain((index) => ({ Type: 'AWS::IAM::Role', Properties: { Path: { 'Fn::GetAtt': [`R${index + 1}`, 'Arn'] } } })),
    chain(() => ({ Type: 1, Properties: [] })),
    JSON.stringify({
      Transform: 'AWS::LanguageExtensions',
      Resources: loop({ 'A${v1}': { Type: 'AWS::S3::Bucket' } }, 6),
    }),
    JSON.stringify({
      Conditions: Object.fromEntries(
        Array.from({ length: many }, (_, one) => [
          `C${one}`,
          { 'Fn::And': [{ Condition: `C${one + 1}` }, { Condition: `C${one + 2}` }] },
        ]),
      ),
      Resources: { A: { Type: 'AWS::S3::Bucket', Condition: 'C0' } },
    }),
    `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefghij'
      .split('')
      .map((name, at) => `${name}: &${name} [${Array(9).fill(`*${'abcdefghij'[at]}`).join(',')}]`)
      .join('\n')}\nResources: {}`,
    `Resources:\n  A: &a\n    Type: X\n    Properties: {self: *a}`,
    `Resources:\n${Array.from({ length: many }, (_, one) => `  R${one}: {Type: "AWS::EC2::Route", Properties: {RouteTableId: !Ref T, DestinationCidrBlock: 10.${one % 256}.0.0/16, GatewayId: igw-1}}`).join('\n')}`,
    network(many, (one) => ({
      Type: 'AWS::EC2::Route',
      Properties: {
        RouteTableId: { Ref: 'Table' },
        DestinationCidrBlock: `${(one >> 8) % 224}.${one % 256}.0.0/16`,
        GatewayId: 'igw-1',
      },
    })),
    network(Math.min(many, 400), (one) => ({
      Type: 'AWS::EC2::Route',
      Properties: {
        RouteTableId: { Ref: 'Table' },
        DestinationCidrBlock: `${one % 224}.0.0.0/${8 + (one % 8)}`,
        GatewayId: 'igw-1',
      },
    })),
    network(many, (one) => ({
      Type: 'AWS::EC2::SecurityGroupEgress',
      Properties: {
        GroupId: { Ref: 'Group' },
        IpProtocol: 'tcp',
        FromPort: one % 65_000,
        ToPort: (one % 65_000) + 9,
        CidrIp: `${one % 224}.0.0.0/8`,
      },
    })),
    network(Math.min(many, 190), (one) => ({
      Type: 'AWS::EC2::NetworkAclEntry',
      Properties: {
        NetworkAclId: { Ref: 'Acl' },
        RuleNumber: one + 1,
        Egress: one % 2 === 0,
        Protocol: 6,
        RuleAction: one % 3 ? 'allow' : 'deny',
        CidrBlock: `${one}.0.0.0/${1 + (one % 16)}`,
        PortRange: { From: one * 17, To: 65_535 - one * 31 },
      },
    })),
    network(many, () => ({ Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.0.0.0/16' } })),
    network(many, (one) => ({
      Type: 'AWS::EC2::Instance',
      Properties: { SubnetId: { Ref: 'Subnet' }, SecurityGroupIds: [`sg-${one}`] },
    })),
    'Resources: !!js/function "x"',
    `Resources:\n  A: {Type: X}\n  A: {Type: Y}`,
    '{"Resources":{"A":{"Type":"X"},"A":{"Type":"Y"}}}',
    `%YAML 1.1\n---\nResources: {}\n---\nResources: {}`,
    '\uFEFF{"Resources":{}}',
    'key: }\n'.repeat(many),
    '! '.repeat(many),
  ];
}

/** A subnet with a table, a group and an ACL, and many of something. */
function network(many: number, make: (index: number) => unknown): string {
  const resources = {
    Vpc: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.0.0.0/16' } },
    Subnet: { Type: 'AWS::EC2::Subnet', Properties: { VpcId: { Ref: 'Vpc' }, CidrBlock: '10.0.0.0/24' } },
    Table: { Type: 'AWS::EC2::RouteTable', Properties: { VpcId: { Ref: 'Vpc' } } },
    Link: {
      Type: 'AWS::EC2::SubnetRouteTableAssociation',
      Properties: { SubnetId: { Ref: 'Subnet' }, RouteTableId: { Ref: 'Table' } },
    },
    Out: {
      Type: 'AWS::EC2::Route',
      Properties: { RouteTableId: { Ref: 'Table' }, DestinationCidrBlock: '0.0.0.0/0', GatewayId: 'igw-1' },
    },
    Group: { Type: 'AWS::EC2::SecurityGroup', Properties: { VpcId: { Ref: 'Vpc' } } },
    Acl: { Type: 'AWS::EC2::NetworkAcl', Properties: { VpcId: { Ref: 'Vpc' } } },
    AclLink: {
      Type: 'AWS::EC2::SubnetNetworkAclAssociation',
      Properties: { SubnetId: { Ref: 'Subnet' }, NetworkAclId: { Ref: 'Acl' } },
    },
    Url: { Type: 'AWS::Lambda::Url', Properties: { TargetFunctionArn: 'x' } },
  };
  const more = Object.fromEntries(
    Array.from({ length: Math.min(many, 19_000) }, (_, index) => [`R${index}`, make(index)]),
  );
  return JSON.stringify({ Resources: { ...resources, ...more } });
}

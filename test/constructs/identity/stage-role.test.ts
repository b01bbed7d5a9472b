import { Match, Template } from 'aws-cdk-lib/assertions';
import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { StageRole, type StageRoleProps } from '../../../constructs/identity/stage-role';
import { Trust } from '../../../constructs/identity/trust';
import { guardFindings, openFindings, testStack } from '../../support/compliance';

const read = new PolicyStatement({ actions: ['s3:GetObject'], resources: ['arn:aws:s3:::bucket/one'] });
const props: StageRoleProps = {
  name: 'acme-llm',
  stage: 'train',
  organizationId: 'o-a1b2c3d4e5',
  trust: Trust.service('sagemaker.amazonaws.com', '111122223333'),
  statements: [read],
};

function made(change: Partial<StageRoleProps> = {}): Template {
  const stack = testStack();
  new StageRole(stack, 'Role', { ...props, ...change });
  return Template.fromStack(stack);
}

test('nothing is open in the packs, nor in Control Tower', () => {
  const stack = testStack();
  new StageRole(stack, 'Role', props);
  expect(openFindings(stack)).toEqual([]);
  expect(guardFindings(stack)).toEqual([]);
});

test('what the role may do is also its boundary, and lasts an hour', () => {
  const template = made();
  const [policy] = Object.keys(template.findResources('AWS::IAM::ManagedPolicy'));
  template.hasResourceProperties('AWS::IAM::Role', {
    RoleName: 'acme-llm-train',
    MaxSessionDuration: 3600,
    ManagedPolicyArns: [{ Ref: policy }],
    PermissionsBoundary: { Ref: policy },
  });
});

test('a grant made elsewhere adds nothing to the role', () => {
  const stack = testStack();
  const { role } = new StageRole(stack, 'Role', props);
  role.addToPrincipalPolicy(
    new PolicyStatement({ actions: ['s3:DeleteObject'], resources: ['arn:aws:s3:::bucket/one'] }),
  );
  Template.fromStack(stack).resourceCountIs('AWS::IAM::Policy', 0);
});

test('a service takes the role only for this account', () => {
  made().hasResourceProperties('AWS::IAM::Role', {
    AssumeRolePolicyDocument: {
      Statement: [Match.objectLike({ Condition: { StringEquals: { 'aws:SourceAccount': '111122223333' } } })],
    },
  });
});

test('widening, blinding and reaching outside the organisation are denied whatever is granted', () => {
  made().hasResourceProperties('AWS::IAM::ManagedPolicy', {
    PolicyDocument: {
      Statement: Match.arrayWith([
        Match.objectLike({ Effect: 'Deny', Action: Match.arrayWith(['cloudtrail:StopLogging', 'iam:PutRolePolicy']) }),
        Match.objectLike({
          Effect: 'Deny',
          Condition: { StringNotEqualsIfExists: { 'aws:ResourceOrgID': 'o-a1b2c3d4e5' } },
        }),
      ]),
    },
  });
});

test.each([
  ['s3:*', 'ROLE_ACTION_WILDCARD'],
  ['*', 'ROLE_ACTION_WILDCARD'],
  ['kms:Generate*', 'ROLE_ACTION_WILDCARD'],
])('the action %s is refused', (action, code) => {
  const statements = [new PolicyStatement({ actions: [action], resources: ['arn:aws:s3:::bucket'] })];
  expect(() => made({ statements })).toThrow(expect.objectContaining({ code }));
});

test('an allow by exclusion is refused', () => {
  const statements = [
    new PolicyStatement({ effect: Effect.ALLOW, notActions: ['iam:CreateUser'], resources: ['arn:aws:s3:::bucket'] }),
  ];
  expect(() => made({ statements })).toThrow(expect.objectContaining({ code: 'ROLE_ALLOWS_BY_EXCLUSION' }));
});

test('people take a role only from this organisation, and break-glass only with a fresh second factor', () => {
  const roles = ['arn:aws:iam::111122223333:role/on-call', 'arn:aws:iam::444455556666:role/on-call'];
  const template = made({ trust: Trust.peopleWithMfa(roles, 'o-a1b2c3d4e5') });
  const [role] = Object.values(template.findResources('AWS::IAM::Role'));
  const { Statement } = (role as { Properties: { AssumeRolePolicyDocument: { Statement: { Condition: unknown }[] } } })
    .Properties.AssumeRolePolicyDocument;
  expect(Statement.length).toBeGreaterThan(0);
  for (const { Condition } of Statement) {
    expect(Condition).toMatchObject({
      Bool: { 'aws:MultiFactorAuthPresent': 'true' },
      NumericLessThan: { 'aws:MultiFactorAuthAge': '3600' },
      StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' },
      ArnEquals: { 'aws:PrincipalArn': roles },
    });
  }
});

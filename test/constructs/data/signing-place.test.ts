import { Template } from 'aws-cdk-lib/assertions';
import { discard } from '../../support/compliance';
import { dataStage } from './world';

const ALIAS = 'arn:aws:kms:eu-central-1:444455556666:alias/acme-llm-signing';

test('a signing key of another account is called by its alias, and its use narrowed to that alias', () => {
  const stack = dataStage({ pipeline: { signingKey: undefined, signingKeyAliasArn: ALIAS } });
  const template = Template.fromStack(stack);
  discard(stack);
  template.hasResourceProperties('AWS::Lambda::Function', {
    FunctionName: 'acme-llm-data-drive',
    Environment: { Variables: { SIGNING_KEY: ALIAS } },
  });
  const policies = template.findResources('AWS::IAM::ManagedPolicy', {
    Properties: { ManagedPolicyName: 'acme-llm-data-drive' },
  });
  const [policy] = Object.values(policies) as { Properties: { PolicyDocument: { Statement: object[] } } }[];
  expect(policy?.Properties.PolicyDocument.Statement).toContainEqual({
    Sid: 'SignManifests',
    Effect: 'Allow',
    Action: 'kms:Sign',
    Resource: 'arn:aws:kms:eu-central-1:444455556666:key/*',
    Condition: {
      StringEquals: { 'kms:SigningAlgorithm': 'ECDSA_SHA_256' },
      'ForAnyValue:StringEquals': { 'kms:ResourceAliases': 'alias/acme-llm-signing' },
    },
  });
});

test.each([
  ['SIGNING_KEY_MISSING', { signingKey: undefined }],
  ['SIGNING_KEY_TWICE', { signingKeyAliasArn: ALIAS }],
  ['SIGNING_KEY_ALIAS_INVALID', { signingKey: undefined, signingKeyAliasArn: ALIAS.replace(':alias/', ':key/') }],
])('%s is said of %j', (code, pipeline) => {
  expect(() => dataStage({ pipeline })).toThrow(expect.objectContaining({ code }));
});

import { CfnResource } from 'aws-cdk-lib';
import { waiversOn } from '../../../audit/ledger/waivers';
import { discard, guardFindings, lintFindings, openFindings } from '../../support/compliance';
import { privateApi } from './fixture';

const { stack } = privateApi({ sageMakerEndpoint: 'acme-model' });
afterAll(() => discard(stack));

test('five packs find nothing open', () => {
  expect(openFindings(stack)).toEqual([]);
});

test('Control Tower finds nothing', () => {
  expect(guardFindings(stack)).toEqual([]);
});

test('cfn-lint finds nothing', async () => {
  expect((await lintFindings(stack)) ?? []).toEqual([]);
});

test('what is accepted is this, and no more', () => {
  const waivers = stack.node
    .findAll()
    .filter((node) => CfnResource.isCfnResource(node))
    .flatMap((node) => waiversOn(node).map(({ id }) => `${node.node.path.replace('Test/', '')} ${id}`));
  expect(waivers.sort()).toEqual([
    'Policy/Resource AwsSolutions-IAM5[Resource::*]',
    'Policy/Resource AwsSolutions-IAM5[Resource::arn:aws:ec2:eu-central-1:111122223333:network-interface/*]',
    'Policy/Resource AwsSolutions-IAM5[Resource::arn:aws:logs:eu-central-1:111122223333:log-group:/aws/lambda/acme-gateway:*]',
    'PrivateApi/Account/Policy/Resource AwsSolutions-IAM5[Resource::arn:aws:logs:eu-central-1:111122223333:log-group:*]',
    'PrivateApi/Api/Default/invoke/POST/Resource AwsSolutions-COG4',
    'PrivateApi/Function/DeadLetters/Resource Serverless-SQSRedrivePolicy',
    'PrivateApi/Function/Function/Resource Serverless-LambdaTracing',
    'PrivateApi/Stage/Resource HIPAA.Security-APIGWCacheEnabledAndEncrypted',
    'PrivateApi/Stage/Resource NIST.800.53.R5-APIGWCacheEnabledAndEncrypted',
    'PrivateApi/Stage/Resource PCI.DSS.321-APIGWCacheEnabledAndEncrypted',
  ]);
});

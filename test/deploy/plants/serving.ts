import {
  APIGatewayClient,
  GetMethodCommand,
  PutMethodCommand,
  UpdateAccountCommand,
  UpdateRestApiCommand,
  UpdateStageCommand,
} from '@aws-sdk/client-api-gateway';
import {
  DescribeRuleCommand,
  DisableRuleCommand,
  EventBridgeClient,
  PutRuleCommand,
  PutTargetsCommand,
  RemoveTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import {
  AddPermissionCommand,
  DeleteFunctionConcurrencyCommand,
  DeleteFunctionEventInvokeConfigCommand,
  LambdaClient,
  RemovePermissionCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import { SetTopicAttributesCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { SetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import {
  DeleteLoggingConfigurationCommand,
  DisassociateWebACLCommand,
  GetWebACLCommand,
  UpdateWebACLCommand,
  WAFV2Client,
} from '@aws-sdk/client-wafv2';
import { ANYONE, drift, extra, missing, OTHER_CODE, widened, type Account, type Plant } from './plant';

const RULE = 'AWS::Events::Rule';
const FUNCTION = 'AWS::Lambda::Function';
const QUEUE = 'AWS::SQS::Queue';
const TOPIC = 'AWS::SNS::Topic';
const API = 'AWS::ApiGateway::RestApi';

const events = ({ clients }: Account): EventBridgeClient => clients.of(EventBridgeClient);
const lambda = ({ clients }: Account): LambdaClient => clients.of(LambdaClient);
const gateway = ({ clients }: Account): APIGatewayClient => clients.of(APIGatewayClient);

export const RULES: readonly Plant[] = [
  drift('a rule is disabled', RULE, 'DetectionFindingsGuardDuty', 'State', (account) =>
    events(account).send(new DisableRuleCommand({ Name: account.id(RULE, 'DetectionFindingsGuardDuty') })),
  ),
  drift('a rule has no target', RULE, 'DetectionFindingsMacie', 'Targets', (account) =>
    events(account).send(
      new RemoveTargetsCommand({ Rule: account.id(RULE, 'DetectionFindingsMacie'), Ids: ['Topic'] }),
    ),
  ),
  drift('a rule has one more target', RULE, 'DetectionFindingsSecurityHub', 'Targets[planted]', (account) =>
    events(account).send(
      new PutTargetsCommand({
        Rule: account.id(RULE, 'DetectionFindingsSecurityHub'),
        Targets: [{ Id: 'planted', Arn: 'arn:aws:sns:eu-central-1:999999999999:elsewhere' }],
      }),
    ),
  ),
  drift('a rule matches something else', RULE, 'BreakGlassAlarm', 'EventPattern', async (account) => {
    const Name = account.id(RULE, 'BreakGlassAlarm');
    const { Description, State } = await events(account).send(new DescribeRuleCommand({ Name }));
    return events(account).send(new PutRuleCommand({ Name, Description, State, EventPattern: '{"source":["never"]}' }));
  }),
];

export const MESSAGES: readonly Plant[] = [
  drift('anyone may publish', 'AWS::SNS::TopicPolicy', '', 'PolicyDocument.Statement', ({ clients, id }) =>
    clients.of(SNSClient).send(
      new SetTopicAttributesCommand({
        TopicArn: id(TOPIC),
        AttributeName: 'Policy',
        AttributeValue: JSON.stringify({ Version: '2012-10-17', Statement: [ANYONE] }),
      }),
    ),
  ),
  extra('somebody reads the alarms', TOPIC, '', 'subscription', ({ clients, id }) =>
    clients
      .of(SNSClient)
      .send(new SubscribeCommand({ TopicArn: id(TOPIC), Protocol: 'email', Endpoint: 'mallory@example.com' })),
  ),
  drift('a topic is not encrypted', TOPIC, '', 'KmsMasterKeyId', ({ clients, id }) =>
    clients
      .of(SNSClient)
      .send(
        new SetTopicAttributesCommand({ TopicArn: id(TOPIC), AttributeName: 'KmsMasterKeyId', AttributeValue: '' }),
      ),
  ),
  drift(
    'anyone may use a queue',
    'AWS::SQS::QueuePolicy',
    'ApiFunctionDeadLettersPolicy',
    'PolicyDocument.Statement',
    ({ clients, id }) =>
      clients.of(SQSClient).send(
        new SetQueueAttributesCommand({
          QueueUrl: id(QUEUE, 'ApiFunctionDeadLetters'),
          Attributes: { Policy: widened(undefined, ANYONE) },
        }),
      ),
  ),
  drift('a queue forgets sooner', QUEUE, 'DetectionFindingsUndelivered', 'MessageRetentionPeriod', ({ clients, id }) =>
    clients.of(SQSClient).send(
      new SetQueueAttributesCommand({
        QueueUrl: id(QUEUE, 'DetectionFindingsUndelivered'),
        Attributes: { MessageRetentionPeriod: '60', Policy: '' },
      }),
    ),
  ),
  missing('a queue has no policy', 'AWS::SQS::QueuePolicy', 'DetectionFindingsUndeliveredPolicy', () =>
    Promise.resolve(),
  ),
];

export const FUNCTIONS: readonly Plant[] = [
  drift('a function runs other code', FUNCTION, 'ApiFunction', 'Code', (account) =>
    lambda(account).send(new UpdateFunctionCodeCommand({ FunctionName: 'acme-llm-gateway', ZipFile: OTHER_CODE })),
  ),
  drift('a function acts as another role', FUNCTION, 'NetworkDefaultGroupFunction', 'Role', (account) =>
    lambda(account).send(
      new UpdateFunctionConfigurationCommand({
        FunctionName: 'acme-llm-default-security-group',
        Role: 'arn:aws:iam::111122223333:role/acme-llm-break-glass',
      }),
    ),
  ),
  drift('a function is told something else', FUNCTION, 'InvocationLoggingSwitchFunction', 'Environment', (account) =>
    lambda(account).send(
      new UpdateFunctionConfigurationCommand({
        FunctionName: 'acme-llm-invocation-logging',
        Environment: { Variables: { NODE_OPTIONS: '--inspect' } },
      }),
    ),
  ),
  drift(
    'a function may run any number of times',
    FUNCTION,
    'NetworkDefaultGroupFunction',
    'ReservedConcurrentExecutions',
    (account) =>
      lambda(account).send(new DeleteFunctionConcurrencyCommand({ FunctionName: 'acme-llm-default-security-group' })),
  ),
  extra('anyone may call a function', FUNCTION, 'InvocationLoggingSwitchFunction', 'permission', (account) =>
    lambda(account).send(
      new AddPermissionCommand({
        FunctionName: 'acme-llm-invocation-logging',
        StatementId: 'planted',
        Action: 'lambda:InvokeFunction',
        Principal: '*',
      }),
    ),
  ),
  missing('the API may no longer call its function', 'AWS::Lambda::Permission', 'ApiPermission', (account) =>
    lambda(account).send(
      new RemovePermissionCommand({
        FunctionName: 'acme-llm-gateway',
        StatementId: account.id('AWS::Lambda::Permission', 'ApiPermission'),
      }),
    ),
  ),
  missing(
    'a function tries again for ever',
    'AWS::Lambda::EventInvokeConfig',
    'NetworkDefaultGroupRetries',
    (account) =>
      lambda(account).send(
        new DeleteFunctionEventInvokeConfigCommand({
          FunctionName: 'acme-llm-default-security-group',
          Qualifier: '$LATEST',
        }),
      ),
  ),
];

/** A web ACL is named by three things. */
function webAcl({ id }: Account): { Name: string; Id: string; Scope: 'REGIONAL' } {
  const [Name = '', Id = ''] = id('AWS::WAFv2::WebACL').split('|');
  return { Name, Id, Scope: 'REGIONAL' };
}

export const SERVING: readonly Plant[] = [
  drift('anyone may call the API', API, '', 'Policy.Statement', (account) =>
    gateway(account).send(
      new UpdateRestApiCommand({
        restApiId: account.id(API),
        patchOperations: [
          {
            op: 'replace',
            path: '/policy',
            value: JSON.stringify({ Version: '2012-10-17', Statement: [{ ...ANYONE, Action: 'execute-api:Invoke' }] }),
          },
        ],
      }),
    ),
  ),
  drift(
    'the API asks nobody who they are',
    'AWS::ApiGateway::Method',
    '',
    ['AuthorizationType', 'Integration'],
    async (account) => {
      const method = {
        restApiId: account.id(API),
        resourceId: account.id('AWS::ApiGateway::Resource'),
        httpMethod: 'POST',
      };
      const { requestModels, requestParameters, requestValidatorId, operationName } = await gateway(account).send(
        new GetMethodCommand(method),
      );
      const kept = { requestModels, requestParameters, requestValidatorId, operationName };
      // Put again without an integration, which the service then forgets.
      return gateway(account).send(new PutMethodCommand({ ...method, ...kept, authorizationType: 'NONE' }));
    },
  ),
  drift(
    'a stage is not traced and shows no certificate',
    'AWS::ApiGateway::Stage',
    '',
    ['TracingEnabled', 'ClientCertificateId'],
    (account) =>
      gateway(account).send(
        new UpdateStageCommand({
          restApiId: account.id(API),
          stageName: 'v1',
          patchOperations: [
            { op: 'replace', path: '/tracingEnabled', value: 'false' },
            { op: 'remove', path: '/clientCertificateId' },
          ],
        }),
      ),
  ),
  drift('the API logs as another role', 'AWS::ApiGateway::Account', '', 'CloudWatchRoleArn', (account) =>
    gateway(account).send(
      new UpdateAccountCommand({
        patchOperations: [{ op: 'replace', path: '/cloudwatchRoleArn', value: 'arn:aws:iam::111122223333:role/other' }],
      }),
    ),
  ),
  drift('the firewall has fewer rules', 'AWS::WAFv2::WebACL', '', 'Rules', async (account) => {
    const waf = account.clients.of(WAFV2Client);
    const { WebACL: acl, LockToken } = await waf.send(new GetWebACLCommand(webAcl(account)));
    return waf.send(
      new UpdateWebACLCommand({
        ...webAcl(account),
        LockToken,
        Description: acl?.Description,
        DefaultAction: acl?.DefaultAction,
        VisibilityConfig: acl?.VisibilityConfig,
        AssociationConfig: acl?.AssociationConfig,
        DataProtectionConfig: acl?.DataProtectionConfig,
        Rules: acl?.Rules?.filter(({ Name }) => Name !== 'Rate'),
      }),
    );
  }),
  missing('the firewall stands before nothing', 'AWS::WAFv2::WebACLAssociation', '', ({ clients, id }) =>
    clients.of(WAFV2Client).send(
      new DisassociateWebACLCommand({
        ResourceArn: `arn:aws:apigateway:eu-central-1::/restapis/${id(API)}/stages/v1`,
      }),
    ),
  ),
  missing('the firewall logs nothing', 'AWS::WAFv2::LoggingConfiguration', '', ({ clients, id }) =>
    clients
      .of(WAFV2Client)
      .send(new DeleteLoggingConfigurationCommand({ ResourceArn: id('AWS::WAFv2::LoggingConfiguration') })),
  ),
];

import { Match, Template } from 'aws-cdk-lib/assertions';
import { example } from '../../../examples/private-api';
import type { PrivateApiProps } from '../../../constructs/gateway/private-api';
import { GATEWAY_LIMITS } from '../../../contract/gateway';
import { discard } from '../../support/compliance';
import { CALLER, OWN_CALLER, privateApi } from './fixture';

const { stack, api } = privateApi({ requestsPerSecond: 5 });
afterAll(() => discard(stack));
const template = Template.fromStack(stack);
const only = (type: string): Record<string, unknown> => {
  const found = Object.values(template.findResources(type));
  expect(found).toHaveLength(1);
  return (found[0] as { Properties: Record<string, unknown> }).Properties;
};

test('the API is private: its one endpoint type has no public address', () => {
  expect(only('AWS::ApiGateway::RestApi')['EndpointConfiguration']).toMatchObject({ Types: ['PRIVATE'] });
});

test('there is one method, and it takes only requests that IAM has authorised and that fit the schema', () => {
  expect(only('AWS::ApiGateway::Method')).toMatchObject({
    HttpMethod: 'POST',
    AuthorizationType: 'AWS_IAM',
    RequestValidatorId: expect.anything(),
    RequestModels: { 'application/json': expect.anything() },
    RequestParameters: { 'method.request.header.Content-Type': true },
  });
  expect(only('AWS::ApiGateway::RequestValidator')).toMatchObject({
    ValidateRequestBody: true,
    ValidateRequestParameters: true,
  });
  expect(only('AWS::ApiGateway::Model')['Schema']).toMatchObject({ additionalProperties: false });
});

test('no prop can take IAM authorisation, privacy or the firewall away', () => {
  const wishes = {
    authorizationType: 'NONE',
    defaultMethodOptions: { authorizationType: 'NONE' },
    endpointTypes: ['REGIONAL'],
    policy: undefined,
    dataTraceEnabled: true,
    waf: false,
  };
  const wished = privateApi({ requestsPerSecond: 5, ...(wishes as Partial<PrivateApiProps>) });
  expect(Template.fromStack(wished.stack).toJSON()).toEqual(template.toJSON());
  discard(wished.stack);
});

test('the function takes calls from that method of that stage only', () => {
  expect(only('AWS::Lambda::Permission')).toMatchObject({
    Principal: 'apigateway.amazonaws.com',
    SourceAccount: '111122223333',
    SourceArn: stack.resolve(api.invokeArn) as unknown,
  });
  expect(JSON.stringify(stack.resolve(api.invokeArn))).toContain('/v1/POST/invoke');
});

test('the stage throttles, traces, logs access as JSON, and never writes a body into a log', () => {
  const stage = only('AWS::ApiGateway::Stage') as { AccessLogSetting: { Format: string } };
  expect(stage).toMatchObject({
    StageName: 'v1',
    TracingEnabled: true,
    CacheClusterEnabled: false,
    MethodSettings: [
      {
        HttpMethod: '*',
        ResourcePath: '/*',
        LoggingLevel: 'ERROR',
        DataTraceEnabled: false,
        ThrottlingRateLimit: 5,
        ThrottlingBurstLimit: 10,
      },
    ],
  });
  const format = Object.values(JSON.parse(stage.AccessLogSetting.Format) as Record<string, string>);
  expect(format).toContain('$context.identity.userArn');
  for (const field of format) expect(field).toMatch(/^\$context\.(?!authorizer|requestOverride|.*[bB]ody|.*header)/);
});

test('all four log groups are encrypted with our key, kept, and there before anything writes to them', () => {
  const groups = template.findResources('AWS::Logs::LogGroup');
  expect(Object.keys(groups)).toHaveLength(4);
  for (const group of Object.values(groups)) {
    expect(group).toMatchObject({
      DeletionPolicy: 'Retain',
      Properties: { KmsKeyId: expect.anything(), RetentionInDays: 365 },
    });
  }
  const [stage] = Object.values(template.findResources('AWS::ApiGateway::Stage'));
  expect(stage?.['DependsOn']).toEqual(expect.arrayContaining([expect.stringContaining('LogsExecution')]));
});

test('the firewall guards the stage: size first, then rate, then known attacks, and no rule group only counts', () => {
  const acl = only('AWS::WAFv2::WebACL') as { Rules: { Name: string; OverrideAction?: unknown; Action?: unknown }[] };
  expect(acl).toMatchObject({ Scope: 'REGIONAL', DefaultAction: { Allow: {} } });
  expect(acl.Rules.map(({ Name, Action, OverrideAction }) => [Name, Action ?? OverrideAction])).toEqual([
    ['BodySize', { Block: {} }],
    ['Rate', { Block: {} }],
    ['AWSManagedRulesCommonRuleSet', { None: {} }],
    ['AWSManagedRulesKnownBadInputsRuleSet', { None: {} }],
  ]);
  template.hasResourceProperties('AWS::WAFv2::WebACLAssociation', {
    ResourceArn: Match.objectLike({ 'Fn::Join': ['', Match.arrayWith(['/stages/v1'])] }),
  });
});

test('WAF sees the whole of the largest body that the gateway takes', () => {
  const acl = JSON.stringify(only('AWS::WAFv2::WebACL'));
  expect(acl).toContain('"DefaultSizeInspectionLimit":"KB_64"');
  expect(acl).toContain(`"Size":${GATEWAY_LIMITS.bodyBytes}`);
  expect(acl).toContain('"OversizeHandling":"MATCH"');
  expect(GATEWAY_LIMITS.bodyBytes).toBeLessThan(65_536);
});

test('the firewall’s log holds neither signatures nor bodies', () => {
  expect(only('AWS::WAFv2::LoggingConfiguration')['RedactedFields']).toEqual(
    ['authorization', 'x-amz-security-token'].map((Name) => ({ SingleHeader: { Name } })),
  );
  expect(JSON.stringify(only('AWS::WAFv2::WebACL'))).not.toContain('"SampledRequestsEnabled":true');
});

test('every alarm reaches the topic', () => {
  const alarms = Object.values(template.findResources('AWS::CloudWatch::Alarm'));
  expect(alarms).toHaveLength(6);
  for (const alarm of alarms) {
    const { AlarmActions } = (alarm as { Properties: { AlarmActions: string[] } }).Properties;
    expect(AlarmActions).toEqual(['arn:aws:sns:eu-central-1:111122223333:alarms']);
  }
});

test('the account’s logging setting outlives the stack, its role included', () => {
  const kept = ['AWS::ApiGateway::Account', 'AWS::IAM::Role', 'AWS::IAM::ManagedPolicy'].flatMap((type) =>
    Object.entries(template.findResources(type)).filter(([id]) => id.startsWith('PrivateApiAccount')),
  );
  expect(kept).toHaveLength(3);
  for (const [, resource] of kept) expect(resource['DeletionPolicy']).toBe('Retain');
});

test('an account’s logging setting that exists is adopted, not fought over', () => {
  const adopted = privateApi({ adoptApiAccount: true });
  Template.fromStack(adopted.stack).resourceCountIs('AWS::ApiGateway::Account', 0);
  discard(adopted.stack);
});

test('callers in another order give the same template', () => {
  const turned = privateApi({ requestsPerSecond: 5, callerRoleArns: [OWN_CALLER, CALLER] });
  expect(Template.fromStack(turned.stack).toJSON()).toEqual(template.toJSON());
  discard(turned.stack);
});

test.each<[string, Partial<PrivateApiProps>, string]>([
  ['more requests a second', { requestsPerSecond: 101 }, 'LIMIT_OUT_OF_BOUNDS'],
  ['a larger burst', { burst: 201 }, 'LIMIT_OUT_OF_BOUNDS'],
  ['a higher rate', { ratePerFiveMinutes: 10_001 }, 'LIMIT_OUT_OF_BOUNDS'],
  ['no throttle', { requestsPerSecond: 0 }, 'LIMIT_OUT_OF_BOUNDS'],
  ['an endless throttle', { requestsPerSecond: Infinity }, 'LIMIT_OUT_OF_BOUNDS'],
  ['a rate that WAF cannot count', { ratePerFiveMinutes: 9 }, 'LIMIT_OUT_OF_BOUNDS'],
  ['no callers', { callerRoleArns: [] }, 'CALLERS_OUT_OF_BOUNDS'],
  [
    'too many callers',
    { callerRoleArns: Array.from({ length: 31 }, (_, n) => `${CALLER}${n}`) },
    'CALLERS_OUT_OF_BOUNDS',
  ],
  ['all roles of an account', { callerRoleArns: ['arn:aws:iam::444455556666:role/*'] }, 'CALLER_NOT_A_ROLE'],
  ['a whole account', { callerRoleArns: ['arn:aws:iam::444455556666:root'] }, 'CALLER_NOT_A_ROLE'],
  ['everyone', { callerRoleArns: ['*'] }, 'CALLER_NOT_A_ROLE'],
  ['a user', { callerRoleArns: ['arn:aws:iam::444455556666:user/app'] }, 'CALLER_NOT_A_ROLE'],
  ['no endpoint', { executeApiEndpoints: [] }, 'ENDPOINT_MISSING'],
  ['any endpoint', { executeApiEndpoints: ['vpce-*'] }, 'ENDPOINT_INVALID'],
  ['no model', { bedrock: undefined }, 'MODEL_MISSING'],
  [
    'a draft guardrail',
    { bedrock: { modelId: 'm', guardrailId: 'g', guardrailVersion: 'DRAFT' } },
    'GUARDRAIL_NOT_PINNED',
  ],
])('%s is refused', (_wish, changes, code) => {
  expect(() => privateApi(changes)).toThrow(expect.objectContaining({ code }));
});

test('the example synthesizes', () => {
  expect(example().synth().stacks).toHaveLength(1);
});

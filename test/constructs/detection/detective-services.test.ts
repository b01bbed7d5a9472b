import { Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { AnyPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import { ManagedRuleIdentifiers } from 'aws-cdk-lib/aws-config';
import { AlarmTopic } from '../../../constructs/alarms/alarm-topic';
import { CONFORMANCE_RULES } from '../../../constructs/detection/conformance-rules';
import { DetectiveServices, type DetectiveServicesProps } from '../../../constructs/detection/detective-services';
import { KeyRing } from '../../../constructs/keys/key-ring';
import { DataClass } from '../../../contract/data-class';
import { example } from '../../../examples/detective-services';
import { guardFindings, lintFindings, openFindings, testStack } from '../../support/compliance';

const NONE = { guardDuty: false, securityHub: false, macie: false, config: false, accessAnalyzer: false };
const ALL = { guardDuty: true, securityHub: true, macie: true, config: true, accessAnalyzer: true };
const QUARANTINE = 'llm-raw-111122223333-eu-central-1';

function services(stack: Stack, overrides: Partial<DetectiveServicesProps> = {}): DetectiveServices {
  const ring = new KeyRing(stack, 'Keys', {
    name: 'llm',
    organizationId: 'o-exampleorg',
    dataClasses: [DataClass.LOG, DataClass.RAW],
    administratorArns: ['arn:aws:iam::111122223333:role/llm-key-admin'],
  });
  for (const dataClass of [DataClass.LOG, DataClass.RAW]) grantsToServicesOnly(ring.key(dataClass) as Key);
  const key = ring.key(DataClass.LOG);
  return new DetectiveServices(stack, 'Detection', {
    name: 'llm',
    organizationId: 'o-exampleorg',
    key,
    historyBucketName: 'llm-access-logs-111122223333-eu-central-1',
    alarmTopic: new AlarmTopic(stack, 'Alarms', { name: 'llm', key, email: 'oncall@example.com' }).topic,
    adopt: NONE,
    quarantine: { bucketName: QUARANTINE, key: ring.key(DataClass.RAW) },
    ...overrides,
  });
}

/** What Control Tower asks of every key, so that its rules speak of detection only. */
function grantsToServicesOnly(key: Key): void {
  key.addToResourcePolicy(
    new PolicyStatement({
      effect: Effect.DENY,
      principals: [new AnyPrincipal()],
      actions: ['kms:CreateGrant'],
      resources: ['*'],
      conditions: { BoolIfExists: { 'kms:GrantIsForAWSResource': 'false', 'aws:PrincipalIsAWSService': 'false' } },
    }),
  );
}

function template(overrides: Partial<DetectiveServicesProps> = {}): Template {
  const stack = testStack();
  services(stack, overrides);
  return Template.fromStack(stack);
}

function countOf(t: Template, prefix: string): number {
  return Object.values(t.toJSON().Resources as Record<string, { Type: string }>).filter(({ Type }) =>
    Type.startsWith(prefix),
  ).length;
}

test('five packs, cfn-lint and Control Tower find nothing open', async () => {
  const stack = testStack();
  services(stack);
  expect(openFindings(stack)).toEqual([]);
  expect(guardFindings(stack)).toEqual([]);
  expect((await lintFindings(stack)) ?? []).toEqual([]);
});

test('the example synthesizes', () => {
  expect(example().synth().stacks).toHaveLength(1);
});

test('the same services give the same bytes', () => {
  expect(JSON.stringify(template().toJSON())).toBe(JSON.stringify(template().toJSON()));
});

test.each([
  ['guardDuty', 'AWS::GuardDuty::Detector'],
  ['securityHub', 'AWS::SecurityHub::'],
  ['macie', 'AWS::Macie::'],
  ['config', 'AWS::Config::'],
  ['accessAnalyzer', 'AWS::AccessAnalyzer::'],
] as const)('%s is made, or left alone where the organisation runs it', (service, prefix) => {
  expect(countOf(template(), prefix)).toBeGreaterThan(0);
  expect(countOf(template({ adopt: { ...NONE, [service]: true } }), prefix)).toBe(0);
});

test('findings of adopted services are routed all the same', () => {
  template({ adopt: ALL }).resourceCountIs('AWS::Events::Rule', 4);
});

describe('GuardDuty', () => {
  test('has every feature on, and tells within fifteen minutes', () => {
    const [detector] = Object.values(template().findResources('AWS::GuardDuty::Detector'));
    const { Enable, FindingPublishingFrequency, Features } = detector!['Properties'];
    expect({ Enable, FindingPublishingFrequency }).toEqual({
      Enable: true,
      FindingPublishingFrequency: 'FIFTEEN_MINUTES',
    });
    expect(Features.map((feature: { Name: string }) => feature.Name).sort()).toEqual([
      'EBS_MALWARE_PROTECTION',
      'EKS_AUDIT_LOGS',
      'LAMBDA_NETWORK_LOGS',
      'RDS_LOGIN_EVENTS',
      'RUNTIME_MONITORING',
      'S3_DATA_EVENTS',
    ]);
    expect(JSON.stringify(Features)).not.toContain('DISABLED');
  });
});

describe('malware', () => {
  test('new objects of the quarantine are scanned and tagged, also where GuardDuty is adopted', () => {
    template({ adopt: ALL }).hasResourceProperties('AWS::GuardDuty::MalwareProtectionPlan', {
      ProtectedResource: { S3Bucket: { BucketName: QUARANTINE } },
      Actions: { Tagging: { Status: 'ENABLED' } },
    });
  });

  test('without a quarantine there is no plan and no role for one', () => {
    const t = template({ quarantine: undefined });
    t.resourceCountIs('AWS::GuardDuty::MalwareProtectionPlan', 0);
    t.resourceCountIs('AWS::IAM::Role', 0);
  });

  test('the scanner may touch the quarantine, its own rule, and nothing else', () => {
    const [policy] = Object.values(template().findResources('AWS::IAM::ManagedPolicy'));
    const allowed = policy!['Properties'].PolicyDocument.Statement.filter(
      (s: { Effect: string }) => s.Effect === 'Allow',
    );
    const resources = allowed
      .flatMap((s: { Resource: unknown }) => s.Resource)
      .filter((r: unknown) => typeof r === 'string');
    for (const resource of resources) {
      expect(resource).toMatch(
        /^arn:aws:s3:::llm-raw-111122223333-eu-central-1(\/\*|\/malware-protection-resource-validation-object)?$|:rule\/DO-NOT-DELETE-AmazonGuardDutyMalwareProtectionS3\*$/,
      );
    }
    const writes = allowed.filter((s: { Action: unknown }) => JSON.stringify(s.Action).includes('events:PutRule'));
    expect(writes[0].Condition).toEqual({
      StringEquals: { 'events:ManagedBy': 'malware-protection-plan.guardduty.amazonaws.com' },
    });
    expect(JSON.stringify(allowed)).not.toMatch(/s3:DeleteObject|s3:PutBucketPolicy|"s3:\*"/);
  });

  test("the raw key lets the scanner in only through S3, and only for the quarantine's objects", () => {
    template().hasResourceProperties('AWS::KMS::Key', {
      KeyPolicy: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
            Condition: {
              ArnEquals: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/llm-malware-scan' },
              StringEquals: {
                'kms:ViaService': 's3.eu-central-1.amazonaws.com',
                'kms:EncryptionContext:aws:s3:arn': `arn:aws:s3:::${QUARANTINE}`,
              },
            },
          }),
        ]),
      },
    });
  });

  test("a vault's policy can name the scanner before it exists", () => {
    expect(DetectiveServices.malwareScanRoleArn(testStack(), 'llm')).toBe(
      'arn:aws:iam::111122223333:role/llm-malware-scan',
    );
  });
});

test('Security Hub runs the foundational, NIST and AI standards, once the hub is there', () => {
  const standards = Object.values(template().findResources('AWS::SecurityHub::Standard'));
  expect(standards.map((standard) => standard['Properties'].StandardsArn).sort()).toEqual([
    'arn:aws:securityhub:eu-central-1::standards/ai-security-best-practices/v/1.0.0',
    'arn:aws:securityhub:eu-central-1::standards/aws-foundational-security-best-practices/v/1.0.0',
    'arn:aws:securityhub:eu-central-1::standards/nist-800-53/v/5.0.0',
  ]);
  for (const standard of standards)
    expect(standard['DependsOn']).toEqual([expect.stringMatching(/^DetectionSecurityHub/)]);
});

describe('Config', () => {
  test('records everything all the time, by its service-linked role, into the archive', () => {
    const t = template();
    t.hasResourceProperties('AWS::Config::ConfigurationRecorder', {
      RecordingGroup: { AllSupported: true, IncludeGlobalResourceTypes: true },
      RecordingMode: { RecordingFrequency: 'CONTINUOUS' },
      RoleARN: 'arn:aws:iam::111122223333:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig',
    });
    t.hasResourceProperties('AWS::Config::DeliveryChannel', {
      S3BucketName: 'llm-access-logs-111122223333-eu-central-1',
      S3KeyPrefix: 'config',
    });
    t.hasResource('AWS::IAM::ServiceLinkedRole', { DeletionPolicy: 'Retain' });
  });

  test('makes no second service-linked role', () => {
    template({ adopt: { ...NONE, configServiceRole: true } }).resourceCountIs('AWS::IAM::ServiceLinkedRole', 0);
  });

  test('recorder and channel do not wait for each other', () => {
    const t = template();
    const [channel] = Object.values(t.findResources('AWS::Config::DeliveryChannel'));
    const [recorder] = Object.values(t.findResources('AWS::Config::ConfigurationRecorder'));
    expect(channel!['DependsOn']).toBeUndefined();
    expect(JSON.stringify(recorder!['DependsOn'])).not.toContain('Channel');
  });

  function pack(region: string): { bytes: number; rules: Record<string, { Properties: Record<string, unknown> }> } {
    const home = testStack();
    const stack = new Stack(home.node.root, 'Elsewhere', { env: { account: '111122223333', region } });
    services(stack);
    const [body] = Object.values(Template.fromStack(stack).findResources('AWS::Config::ConformancePack')).map(
      (resource) => resource['Properties'].TemplateBody as string,
    );
    return { bytes: Buffer.byteLength(body!), rules: JSON.parse(body!).Resources };
  }

  test('judges the record by a pack that Config takes: small enough, one name a rule', () => {
    const { bytes, rules } = pack('eu-central-1');
    expect(bytes).toBeLessThan(51200);
    const names = Object.values(rules).map((rule) => rule.Properties['ConfigRuleName']);
    expect(new Set(names).size).toBe(CONFORMANCE_RULES.length);
    expect(rules['CwLoggroupRetentionPeriodCheck']!.Properties).toEqual({
      ConfigRuleName: 'llm-cw-loggroup-retention-period-check',
      InputParameters: { MinRetentionTime: '180' },
      Source: { Owner: 'AWS', SourceIdentifier: 'CW_LOGGROUP_RETENTION_PERIOD_CHECK' },
    });
  });

  test('asks for no rule that the region does not have', () => {
    expect(pack('eu-central-2').rules['SagemakerModelInVpc']).toBeUndefined();
    expect(pack('eu-west-1').rules['SagemakerModelInVpc']).toBeDefined();
  });

  test("names rules as CDK's list of managed rules has them, but for those that the list lacks", () => {
    const listed = new Set(Object.values(ManagedRuleIdentifiers));
    const unlisted = CONFORMANCE_RULES.map((rule) => rule.identifier).filter((identifier) => !listed.has(identifier));
    expect(unlisted.sort()).toEqual([
      'NO_UNRESTRICTED_ROUTE_TO_IGW',
      'SAGEMAKER_ENDPOINT_CONFIG_PROD_INSTANCE_COUNT',
      'SAGEMAKER_MODEL_IN_VPC',
      'SAGEMAKER_MODEL_ISOLATION_ENABLED',
    ]);
  });
});

describe('routes', () => {
  test('tell what identifies a finding, and none of its text', () => {
    const rules = Object.values(template().findResources('AWS::Events::Rule'));
    for (const rule of rules) {
      const [target] = rule['Properties'].Targets;
      const { InputPathsMap, InputTemplate } = target.InputTransformer;
      expect(target.DeadLetterConfig).toBeDefined();
      expect(JSON.stringify(InputPathsMap)).not.toMatch(/detail\.description|title|Resources|"\$\.detail"/i);
      expect(JSON.parse(InputTemplate.replace(/<[^>]+>/g, '"x"'))).toMatchObject({ account: 'x', id: 'x', type: 'x' });
      for (const [, name] of InputTemplate.matchAll(/<([^>]+)>/g)) expect(InputPathsMap).toHaveProperty(name);
    }
  });

  test("only this platform's rules may put findings into the queue, and under its key", () => {
    const arns = ['access-analyzer', 'guardduty', 'macie', 'securityhub'].map(
      (service) => `arn:aws:events:eu-central-1:111122223333:rule/llm-${service}-findings`,
    );
    const [queue] = Object.values(template().findResources('AWS::SQS::QueuePolicy'));
    const send = queue!['Properties'].PolicyDocument.Statement.find((s: { Effect: string }) => s.Effect === 'Allow');
    expect(send.Principal).toEqual({ Service: 'events.amazonaws.com' });
    expect([...send.Condition.ArnEquals['aws:SourceArn']].sort()).toEqual(arns);
  });

  test('a finding that could not be delivered raises an alarm', () => {
    template().hasResourceProperties('AWS::CloudWatch::Alarm', {
      MetricName: 'ApproximateNumberOfMessagesVisible',
      Threshold: 1,
      AlarmActions: [Match.anyValue()],
    });
  });
});

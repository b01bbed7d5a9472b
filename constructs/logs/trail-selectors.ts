import type { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';

/** What a trail records: kinds of resources, and where given only those whose ARN starts so. */
export interface TrailScope {
  /** Buckets whose objects' reads and writes are recorded. */
  readonly bucketArns: readonly string[];
  /** Buckets that logs are delivered to: all is recorded but the deliveries themselves, each of which would make the next one. */
  readonly logStoreArns: readonly string[];
  /** Functions whose invocations are recorded: the start of their ARNs. */
  readonly functionArnPrefix: string;
}

/** Calls of a model itself are management events; these are the ways around it, and what decides over it. */
const MODEL_RESOURCES = [
  'AWS::Bedrock::AgentAlias',
  'AWS::Bedrock::AsyncInvoke',
  'AWS::Bedrock::FlowAlias',
  'AWS::Bedrock::FlowExecution',
  'AWS::Bedrock::Guardrail',
  'AWS::Bedrock::InlineAgent',
  'AWS::Bedrock::KnowledgeBase',
  'AWS::Bedrock::Model',
  'AWS::Bedrock::PromptVersion',
  'AWS::Bedrock::Session',
  'AWS::SageMaker::Endpoint',
];

/** All management events, reading ones and those of KMS included, and the data events of vaults, functions and models. */
export function trailSelectors(scope: TrailScope): CfnTrail.AdvancedEventSelectorProperty[] {
  const under = (arns: readonly string[]): string[] => arns.map((arn) => `${arn}/`).sort();
  return [
    { name: 'management', fieldSelectors: [{ field: 'eventCategory', equalTo: ['Management'] }] },
    ...(scope.bucketArns.length > 0
      ? [data('vaults', 'AWS::S3::Object', { field: 'resources.ARN', startsWith: under(scope.bucketArns) })]
      : []),
    data(
      'log stores',
      'AWS::S3::Object',
      { field: 'resources.ARN', startsWith: under(scope.logStoreArns) },
      { field: 'eventName', notEquals: ['PutObject'] },
    ),
    data('functions', 'AWS::Lambda::Function', { field: 'resources.ARN', startsWith: [scope.functionArnPrefix] }),
    ...MODEL_RESOURCES.map((type) => data(type, type)),
  ];
}

function data(
  name: string,
  type: string,
  ...narrowing: CfnTrail.AdvancedFieldSelectorProperty[]
): CfnTrail.AdvancedEventSelectorProperty {
  return {
    name,
    fieldSelectors: [
      { field: 'eventCategory', equalTo: ['Data'] },
      { field: 'resources.type', equalTo: [type] },
      ...narrowing,
    ],
  };
}

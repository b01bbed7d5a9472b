/** Metrics of a type of resource that somebody must be told of. */
export interface WatchedMetrics {
  readonly namespace: string;
  readonly metrics: readonly string[];
  /** The dimension that names the resource, and which of its values does; without one any alarm on the metric will do. */
  readonly dimension?: { readonly name: string; readonly property?: string; readonly attribute?: string };
  /** Another dimension with its value. */
  readonly fixed?: { readonly name: string; readonly value: string };
}

/** What tells of attacks on, failure and exhaustion of whatever serves a model. */
export const WATCHED_METRICS: Readonly<Record<string, readonly WatchedMetrics[]>> = {
  'AWS::ApiGateway::Stage': [
    {
      namespace: 'AWS/ApiGateway',
      metrics: ['5XXError', 'Latency'],
      dimension: { name: 'Stage', property: 'StageName' },
    },
  ],
  'AWS::SageMaker::Endpoint': [
    {
      namespace: 'AWS/SageMaker',
      metrics: ['Invocation4XXErrors', 'Invocation5XXErrors', 'InvocationModelErrors', 'ModelLatency'],
      dimension: { name: 'EndpointName', property: 'EndpointName' },
    },
  ],
  'AWS::Bedrock::Guardrail': [
    {
      namespace: 'AWS/Bedrock/Guardrails',
      metrics: ['InvocationsIntervened', 'InvocationThrottles', 'InvocationServerErrors'],
      dimension: { name: 'GuardrailArn', attribute: 'GuardrailArn' },
    },
    {
      namespace: 'AWS/Bedrock',
      metrics: ['InvocationThrottles', 'InvocationClientErrors', 'InvocationServerErrors'],
    },
  ],
  'AWS::WAFv2::WebACL': [
    {
      namespace: 'AWS/WAFV2',
      metrics: ['BlockedRequests'],
      dimension: { name: 'WebACL', property: 'Name' },
      fixed: { name: 'Rule', value: 'ALL' },
    },
  ],
};

/** A function that answers somebody who waits: what is throttled there is refused to them. */
export const WAITED_FOR: WatchedMetrics = {
  namespace: 'AWS/Lambda',
  metrics: ['Throttles'],
  dimension: { name: 'FunctionName' },
};

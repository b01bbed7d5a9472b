import type { Resource } from '../../assembly/model';
import { at, list } from '../../assembly/readers';
import { isResolvedMap, type Resolved } from '../../assembly/value';
import type { Facts } from '../facts';
import {
  everyOf,
  flagAt,
  flagged,
  isThere,
  judged,
  notFlagged,
  oneOf,
  open,
  present,
  referrers,
  right,
  textAt,
  wrong,
  type Seen,
  type Setting,
} from './setting';

const STAGE = 'AWS::ApiGateway::Stage';
const METHOD = 'AWS::ApiGateway::Method';
const ACL = 'AWS::WAFv2::WebACL';
/** Managed rule groups that a web ACL before a model needs at least: the body is text, and text holds what attacks parsers. */
const RULE_GROUPS = ['AWSManagedRulesCommonRuleSet', 'AWSManagedRulesKnownBadInputsRuleSet'];

/** APIs before a model, and what guards them. */
export const API_SETTINGS: readonly Setting[] = [
  {
    type: METHOD,
    what: 'authorization',
    wanted: 'a way to know the caller: AWS_IAM, CUSTOM, COGNITO_USER_POOLS or a key',
    see: (method, facts) => {
      if (facts.model.property(method, 'HttpMethod') === 'OPTIONS') return undefined;
      if (flagAt(facts.model.property(method), 'ApiKeyRequired') === true) return right('API key');
      return oneOf(['AuthorizationType'], 'AWS_IAM', 'CUSTOM', 'COGNITO_USER_POOLS')(method, facts);
    },
  },
  {
    type: METHOD,
    what: 'validation',
    wanted:
      'a validator, a model for its content type, and that type required, or a body of another type is not validated',
    platform: true,
    see: validated,
  },
  {
    type: 'AWS::ApiGateway::RequestValidator',
    what: 'body',
    wanted: 'true',
    platform: true,
    see: flagged(['ValidateRequestBody'], true),
  },
  {
    type: 'AWS::ApiGateway::RequestValidator',
    what: 'parameters',
    wanted: 'true',
    platform: true,
    see: flagged(['ValidateRequestParameters'], true),
  },
  {
    type: 'AWS::ApiGateway::Model',
    what: 'schema',
    wanted: 'additionalProperties false: nothing that nobody looks at gets through',
    platform: true,
    see: flagged(['Schema', 'additionalProperties'], false),
  },
  {
    type: 'AWS::ApiGateway::RestApi',
    what: 'answers to errors',
    wanted: 'gateway responses of its own for DEFAULT_4XX and DEFAULT_5XX',
    platform: true,
    see: (api, facts) => {
      const own = referrers(facts, api, 'AWS::ApiGateway::GatewayResponse', ['RestApiId']);
      const types = own.map((one) => textAt(facts.model.property(one, 'ResponseType')));
      const missing = ['DEFAULT_4XX', 'DEFAULT_5XX'].filter((type) => !types.includes(type));
      return judged(missing.length === 0, missing.length === 0 ? 'both' : `none for ${missing.join(', ')}`);
    },
  },
  {
    type: STAGE,
    what: 'cache',
    wanted: 'none: an answer of a model is for whom asked',
    see: notFlagged(['CacheClusterEnabled'], true),
  },
  {
    type: STAGE,
    what: 'methods',
    wanted: 'logging of errors, metrics, limits, and no trace of bodies',
    platform: true,
    see: everyOf(['MethodSettings'], methodSettings, 'logging, metrics, limits and no data trace'),
  },
  { type: STAGE, what: 'access log', wanted: 'a destination', see: present('AccessLogSetting', 'DestinationArn') },
  { type: STAGE, what: 'tracing', wanted: 'true', platform: true, see: flagged(['TracingEnabled'], true) },
  { type: STAGE, what: 'certificate', wanted: 'one', platform: true, see: present('ClientCertificateId') },
  { type: STAGE, what: 'firewall', wanted: 'an association with a web ACL', platform: true, see: hasFirewall },
  {
    type: ACL,
    what: 'rules',
    wanted: `a limit of size, a limit of rate, and ${RULE_GROUPS.join(', ')}`,
    platform: true,
    see: aclRules,
  },
  {
    type: ACL,
    what: 'metrics',
    wanted: 'CloudWatchMetricsEnabled for the ACL and each rule, and no samples, which would hold prompts',
    platform: true,
    see: aclMetrics,
  },
  {
    type: ACL,
    what: 'log',
    wanted: 'a logging configuration with a destination',
    platform: true,
    see: (acl, facts) => {
      const own = referrers(facts, acl, 'AWS::WAFv2::LoggingConfiguration', ['ResourceArn']);
      const whole = own.some((one) => isThere(facts.model.property(one, 'LogDestinationConfigs')));
      return judged(whole, whole ? 'one' : 'none, or without a destination');
    },
  },
];

function validated(method: Resource, { model }: Facts): Seen {
  const integration = textAt(model.property(method, 'Integration', 'Type'));
  const verb = textAt(model.property(method, 'HttpMethod')) ?? '';
  if (integration === 'MOCK' || ['OPTIONS', 'GET', 'HEAD', 'DELETE'].includes(verb)) return undefined;
  if (!isThere(model.property(method, 'RequestValidatorId'))) return wrong('no validator');
  if (!isThere(model.property(method, 'RequestModels'))) return wrong('no model');
  const type = flagAt(model.property(method, 'RequestParameters'), 'method.request.header.Content-Type');
  return judged(type === true, type === true ? 'all three' : 'a content type that may be left out');
}

function methodSettings(settings: Resolved): boolean {
  return (
    ['ERROR', 'INFO'].includes(textAt(settings, 'LoggingLevel') ?? 'OFF') &&
    flagAt(settings, 'MetricsEnabled') === true &&
    flagAt(settings, 'DataTraceEnabled') !== true &&
    isResolvedMap(settings) &&
    isThere(settings['ThrottlingBurstLimit']) &&
    isThere(settings['ThrottlingRateLimit'])
  );
}

/** An association names the stage by its ARN, which ends in the API's id and the stage's name. */
function hasFirewall(stage: Resource, { model }: Facts): Seen {
  const api = model.property(stage, 'RestApiId');
  const name = textAt(model.property(stage, 'StageName'));
  if (typeof api !== 'string' || name === undefined) return open('its name is not known');
  const found = model.resources.some((one) => {
    if (one.type !== 'AWS::WAFv2::WebACLAssociation' || one.condition !== 'always') return false;
    const arn = model.property(one, 'ResourceArn');
    const named = typeof arn === 'string' && arn.endsWith(`/restapis/${api}/stages/${name}`);
    return named && isThere(model.property(one, 'WebACLArn'));
  });
  return judged(found, found ? 'one' : 'none');
}

function aclRules(acl: Resource, { model }: Facts): Seen {
  const read = list(model.property(acl, 'Rules'));
  if (read.kind === 'unresolved') return open(read.reason);
  const rules = read.kind === 'absent' ? [] : read.value;
  const blocks = (rule: Resolved, kind: string): boolean =>
    isResolvedMap(rule) &&
    isResolvedMap(rule['Statement']) &&
    kind in rule['Statement'] &&
    at(rule, 'Action', 'Block') !== undefined;
  const groups = rules.flatMap((rule) => {
    const name = textAt(rule, 'Statement', 'ManagedRuleGroupStatement', 'Name');
    const counted = at(rule, 'OverrideAction', 'Count') !== undefined;
    return name === undefined || counted ? [] : [name];
  });
  const missing = [
    ...(rules.some((rule) => blocks(rule, 'SizeConstraintStatement')) ? [] : ['a limit of size']),
    ...(rules.some((rule) => blocks(rule, 'RateBasedStatement')) ? [] : ['a limit of rate']),
    ...RULE_GROUPS.filter((name) => !groups.includes(name)),
  ];
  return judged(missing.length === 0, missing.length === 0 ? `${rules.length} rules` : `without ${missing.join(', ')}`);
}

function aclMetrics(acl: Resource, { model }: Facts): Seen {
  const read = list(model.property(acl, 'Rules'));
  if (read.kind === 'unresolved') return open(read.reason);
  for (const one of [model.property(acl), ...(read.kind === 'absent' ? [] : read.value)]) {
    const visible = at(one, 'VisibilityConfig');
    const name = textAt(visible, 'MetricName') ?? 'one';
    if (flagAt(visible, 'CloudWatchMetricsEnabled') !== true) return wrong(`${name} without metrics`);
    if (flagAt(visible, 'SampledRequestsEnabled') === true) return wrong(`${name} with samples`);
  }
  return right('metrics, no samples');
}

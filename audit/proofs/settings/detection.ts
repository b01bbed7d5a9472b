import type { Resource } from '../../assembly/model';
import { list, texts } from '../../assembly/readers';
import { isResolvedMap, type Resolved } from '../../assembly/value';
import type { Facts } from '../facts';
import { flagged, judged, oneOf, open, present, right, textAt, wrong, type Seen, type Setting } from './setting';

const TRAIL = 'AWS::CloudTrail::Trail';
/**
 * Data events of models and of what stands around them, as CloudTrail names their resource types.
 * Written again beside what `constructs/` selects, so that one that is lost there is missed here.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html
 */
const MODEL_EVENTS = [
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

/** What records, and what looks through it. */
export const DETECTION_SETTINGS: readonly Setting[] = [
  { type: TRAIL, what: 'regions', wanted: 'all', see: flagged(['IsMultiRegionTrail'], true) },
  {
    type: TRAIL,
    what: 'digests',
    wanted: 'true: files that were changed show',
    see: flagged(['EnableLogFileValidation'], true),
  },
  {
    type: TRAIL,
    what: 'global services',
    wanted: 'true',
    platform: true,
    see: flagged(['IncludeGlobalServiceEvents'], true),
  },
  {
    type: TRAIL,
    what: 'log group',
    wanted: 'one, or nothing can count its events',
    platform: true,
    see: present('CloudWatchLogsLogGroupArn'),
  },
  {
    type: TRAIL,
    what: 'insights',
    wanted: 'ApiCallRateInsight and ApiErrorRateInsight',
    platform: true,
    see: (trail, { model }) => {
      const read = list(model.property(trail, 'InsightSelectors'));
      const types = (read.kind === 'resolved' ? read.value : []).map((one) => textAt(one, 'InsightType'));
      const missing = ['ApiCallRateInsight', 'ApiErrorRateInsight'].filter((type) => !types.includes(type));
      return judged(missing.length === 0, missing.length === 0 ? 'both' : `without ${missing.join(', ')}`);
    },
  },
  { type: TRAIL, what: 'management events', wanted: 'all of them', see: managementEvents },
  {
    type: TRAIL,
    what: 'events of models',
    wanted: MODEL_EVENTS.join(', '),
    platform: true,
    see: (trail, facts) => {
      const seen = dataTypes(trail, facts);
      const missing = MODEL_EVENTS.filter((type) => !seen.some((one) => one.type === type));
      return judged(missing.length === 0, missing.length === 0 ? 'each' : `without ${missing.join(', ')}`);
    },
  },
  {
    type: TRAIL,
    what: 'events of objects',
    wanted: 'those of every bucket of a declared class in its account',
    platform: true,
    see: (trail, facts) => {
      const arns = dataTypes(trail, facts).filter(({ type }) => type === 'AWS::S3::Object');
      const buckets = (facts.declared.platform?.classes ?? []).flatMap(({ bucketArn }) => {
        const bucket = facts.model.find(bucketArn, 'AWS::S3::Bucket');
        const own = bucket && accountOf(facts, bucket) === accountOf(facts, trail);
        return own ? [bucketArn] : [];
      });
      const missing = buckets.filter(
        (arn) => !arns.some(({ starts }) => starts.length === 0 || starts.includes(`${arn}/`)),
      );
      return judged(missing.length === 0, missing.length === 0 ? 'each' : `without ${missing.join(', ')}`);
    },
  },
  {
    type: TRAIL,
    what: 'events of functions',
    wanted: 'those of the platform’s functions',
    platform: true,
    see: (trail, facts) => {
      const found = dataTypes(trail, facts).some(({ type }) => type === 'AWS::Lambda::Function');
      return judged(found, found ? 'recorded' : 'none');
    },
  },
  { type: 'AWS::Macie::Session', what: 'state', wanted: 'ENABLED', see: oneOf(['Status'], 'ENABLED', 'absent') },
  { type: 'AWS::GuardDuty::Detector', what: 'state', wanted: 'true', see: flagged(['Enable'], true) },
  {
    type: 'AWS::GuardDuty::MalwareProtectionPlan',
    what: 'tags',
    wanted: 'ENABLED: policies read them',
    see: oneOf(['Actions', 'Tagging', 'Status'], 'ENABLED'),
  },
];

function accountOf({ model }: Facts, { stack }: Resource): string | undefined {
  return model.template(stack)?.account;
}

interface Selector {
  readonly fields: readonly Resolved[];
}

function selectors(trail: Resource, { model }: Facts): readonly Selector[] {
  const read = list(model.property(trail, 'AdvancedEventSelectors'));
  return (read.kind === 'resolved' ? read.value : []).map((selector) => {
    const fields = isResolvedMap(selector) ? list(selector['FieldSelectors']) : undefined;
    return { fields: fields?.kind === 'resolved' ? fields.value : [] };
  });
}

function valuesOf({ fields }: Selector, name: string, operator: string): readonly string[] {
  return fields.flatMap((field) => {
    if (textAt(field, 'Field') !== name || !isResolvedMap(field)) return [];
    const read = texts(field[operator]);
    return read.kind === 'resolved' ? read.value : [];
  });
}

/** Basic selectors record management events unless they say no; without any selector a trail does so too. */
function managementEvents(trail: Resource, facts: Facts): Seen {
  const { model } = facts;
  const basic = list(model.property(trail, 'EventSelectors'));
  if (basic.kind === 'unresolved') return open(basic.reason);
  const advanced = selectors(trail, facts);
  if (advanced.length === 0) {
    const chosen = basic.kind === 'resolved' ? basic.value : [];
    if (chosen.length === 0) return right('by default');
    const all = chosen.some(
      (one) => textAt(one, 'IncludeManagementEvents') !== 'false' && (textAt(one, 'ReadWriteType') ?? 'All') === 'All',
    );
    return judged(all, all ? 'all' : 'some or none');
  }
  const own = advanced.filter((one) => valuesOf(one, 'eventCategory', 'Equals').includes('Management'));
  if (own.length === 0) return wrong('none');
  const whole = own.some(({ fields }) => fields.length === 1);
  return judged(whole, whole ? 'all' : 'some');
}

function dataTypes(
  trail: Resource,
  facts: Facts,
): readonly { readonly type: string; readonly starts: readonly string[] }[] {
  return selectors(trail, facts).flatMap((one) =>
    valuesOf(one, 'eventCategory', 'Equals').includes('Data')
      ? valuesOf(one, 'resources.type', 'Equals').map((type) => ({
          type,
          starts: valuesOf(one, 'resources.ARN', 'StartsWith'),
        }))
      : [],
  );
}

import type { Resource } from '../../assembly/model';
import { flag, list, text } from '../../assembly/readers';
import { isResolvedList, isResolvedMap, type Resolved } from '../../assembly/value';
import { placeOf } from '../../world/policy-document';
import { counted, fed } from '../alarms/counted-metrics';
import { deadLetterQueues } from '../dead-letters';
import type { Facts } from '../facts';
import type { Invariant, Proof } from '../invariant';
import { reasonInWords } from '../words';

/** What a rule needs of each kind of target. */
const DELIVERS: Readonly<Record<string, string>> = {
  'AWS::SNS::Topic': 'sns:Publish',
  'AWS::SQS::Queue': 'sqs:SendMessage',
  'AWS::Lambda::Function': 'lambda:InvokeFunction',
};

/** What detects leads to someone who hears of it. */
export const DETECTOR_WIRING: Invariant = {
  id: 'Proof-DetectorWiring',
  title: 'No detector ends in nothing',
  risk: 'A filter without an alarm, an alarm without a topic, a topic without a reader: each looks configured, and nobody is told.',
  check:
    'Each metric filter has an alarm on its metric; each alarm acts, on a topic that somebody subscribes to; each rule is enabled and may deliver to its targets; each dead-letter queue has an alarm; each trail logs.',
  remedy: 'Add the missing piece that the finding names.',
  sources: ['NIST SI-4', 'NIST AU-6', 'AISVS 12.2', 'CloudTrail.5', 'MEASURE 2.4'],
  prove(facts) {
    const { model } = facts;
    const of = (type: string): readonly Resource[] => model.resources.filter((one) => one.type === type);
    return [
      ...of('AWS::Logs::MetricFilter').map((filter) => counted(facts, filter)),
      ...of('AWS::CloudWatch::Alarm').flatMap((alarm) => [...acts(facts, alarm), ...fed(facts, alarm)]),
      ...of('AWS::SNS::Topic').map((topic) => hasReader(facts, topic)),
      ...of('AWS::Events::Rule').flatMap((rule) => delivers(facts, rule)),
      ...deadLetterQueues(model).map((queue) => watched(facts, queue)),
      ...of('AWS::CloudTrail::Trail').map((trail) => logs(facts, trail)),
    ];
  },
};

function acts({ model, declared }: Facts, alarm: Resource): readonly Proof[] {
  const about = { subject: placeOf(alarm), resource: alarm };
  const enabled = flag(model.property(alarm, 'ActionsEnabled'));
  if (enabled.kind === 'unresolved') return [{ kind: 'not evaluated', detail: enabled.reason, ...about }];
  if (enabled.kind === 'resolved' && !enabled.value)
    return [{ kind: 'refuted', detail: 'its actions are switched off', ...about }];
  const actions = list(model.property(alarm, 'AlarmActions'));
  if (actions.kind === 'unresolved') return [{ kind: 'not evaluated', detail: actions.reason, ...about }];
  if (actions.kind === 'absent' || actions.value.length === 0) {
    // Scaling makes and reads alarms without telling anyone; so does a deployment that rolls back on them.
    const used = declared.platform ? undefined : isReadElsewhere(model, alarm);
    return [
      used
        ? { kind: 'proved', detail: `${used} reads it`, ...about }
        : { kind: 'refuted', detail: 'it has no action', ...about },
    ];
  }
  return [
    {
      kind: 'proved',
      detail: `it acts on ${actions.value.length} target${actions.value.length === 1 ? '' : 's'}`,
      ...about,
    },
  ];
}

function isReadElsewhere(model: Facts['model'], alarm: Resource): string | undefined {
  const name = model.reference(alarm);
  const reader = model.resources.find(
    (one) =>
      one !== alarm &&
      (one.type === 'AWS::CloudWatch::CompositeAlarm' || one.type === 'AWS::SageMaker::Endpoint') &&
      typeof name === 'string' &&
      JSON.stringify(one.properties).includes(JSON.stringify(name).slice(1, -1)),
  );
  return reader ? placeOf(reader) : undefined;
}

function hasReader({ model }: Facts, topic: Resource): Proof {
  const about = { subject: placeOf(topic), resource: topic };
  const inline = list(model.property(topic, 'Subscription'));
  const beside = model.resources.some((one) => {
    const arn = model.property(one, 'TopicArn');
    return (
      one.type === 'AWS::SNS::Subscription' &&
      one.condition === 'always' &&
      typeof arn === 'string' &&
      model.find(arn, 'AWS::SNS::Topic') === topic
    );
  });
  if (beside || (inline.kind === 'resolved' && inline.value.length > 0))
    return { kind: 'proved', detail: 'somebody subscribes to it', ...about };
  return { kind: 'refuted', detail: 'nobody subscribes to it', ...about };
}

function delivers(facts: Facts, rule: Resource): readonly Proof[] {
  const { model } = facts;
  const about = { subject: placeOf(rule), resource: rule };
  const state = text(model.property(rule, 'State'));
  if (state.kind === 'unresolved') return [{ kind: 'not evaluated', detail: state.reason, ...about }];
  if (state.kind === 'resolved' && state.value === 'DISABLED')
    return [{ kind: 'refuted', detail: 'it is disabled', ...about }];
  const targets = list(model.property(rule, 'Targets'));
  if (targets.kind === 'unresolved') return [{ kind: 'not evaluated', detail: targets.reason, ...about }];
  if (targets.kind === 'absent' || targets.value.length === 0)
    return [{ kind: 'refuted', detail: 'it has no target', ...about }];
  return targets.value.map((target, index) => delivery(facts, rule, target, index));
}

function delivery(facts: Facts, rule: Resource, target: Resolved, index: number): Proof {
  const about = { subject: `${placeOf(rule)}: target ${index + 1}`, resource: rule };
  const arn = isResolvedMap(target) ? text(target['Arn']) : ({ kind: 'absent' } as const);
  if (arn.kind !== 'resolved') return { kind: 'not evaluated', detail: 'its target cannot be read', ...about };
  const found = facts.model.find(arn.value, ...Object.keys(DELIVERS));
  const action = found ? DELIVERS[found.type] : undefined;
  if (!found || action === undefined) return { kind: 'proved', detail: `it delivers to ${arn.value}`, ...about };
  const account = facts.model.template(rule.stack)?.account;
  const answer = facts.may({
    principal: { kind: 'service', service: 'events.amazonaws.com' },
    action,
    resource: arn.value,
    ...(account === undefined ? {} : { given: { 'aws:SourceAccount': account } }),
  });
  if (answer.kind === 'counterexample')
    return { kind: 'proved', detail: `it may deliver to ${placeOf(found)}`, ...about };
  if (answer.kind === 'notEvaluated') return { kind: 'not evaluated', detail: reasonInWords(answer), ...about };
  return { kind: 'refuted', detail: `the policy of ${placeOf(found)} does not let it ${action}`, ...about };
}

function watched({ model }: Facts, queue: Resource): Proof {
  const about = { subject: placeOf(queue), resource: queue };
  const name = model.reference(queue, 'QueueName');
  const alarm = model.resources.find((one) => {
    if (one.type !== 'AWS::CloudWatch::Alarm' || model.property(one, 'Namespace') !== 'AWS/SQS') return false;
    const dimensions = model.property(one, 'Dimensions');
    return isResolvedList(dimensions) && dimensions.some((each) => isResolvedMap(each) && each['Value'] === name);
  });
  if (alarm) return { kind: 'proved', detail: `${placeOf(alarm)} counts what ends in it`, ...about };
  return { kind: 'refuted', detail: 'no alarm counts what ends in this dead-letter queue', ...about };
}

function logs({ model }: Facts, trail: Resource): Proof {
  const about = { subject: placeOf(trail), resource: trail };
  const on = flag(model.property(trail, 'IsLogging'));
  if (on.kind === 'unresolved') return { kind: 'not evaluated', detail: on.reason, ...about };
  if (on.kind === 'resolved' && on.value) return { kind: 'proved', detail: 'it logs', ...about };
  return { kind: 'refuted', detail: 'IsLogging is not true', ...about };
}

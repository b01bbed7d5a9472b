import { DataAction } from '../../../contract/access';
import type { Resource } from '../../assembly/model';
import { list, number, text } from '../../assembly/readers';
import { isResolvedList, isResolvedMap, type Resolved } from '../../assembly/value';
import type { Given } from '../../iam/query';
import { arnOf } from '../../world/principals';
import { placeOf } from '../../world/policy-document';
import { declaredWho } from '../declared-who';
import type { Facts } from '../facts';
import type { Invariant, Proof } from '../invariant';
import { nobody } from '../verdicts';

const HOUR = 3_600;

const WITHOUT_MFA: readonly (readonly [what: string, given: Given])[] = [
  ['without saying whether there was a second factor', { 'aws:MultiFactorAuthPresent': null }],
  ['without a second factor', { 'aws:MultiFactorAuthPresent': 'false' }],
];

/** Who may override a lock takes the role with a second factor, for an hour at most, and is heard. */
export const BREAK_GLASS: Invariant = {
  id: 'Proof-BreakGlass',
  title: 'Break-glass asks for a second factor, lasts an hour at most, and is heard',
  risk: 'The one role that may shorten a lock is the one an intruder wants; taken silently, it leaves no trace.',
  check:
    'For each role that may override a lock: nobody can assume it without MFA, a session lasts 3,600 seconds at most, and an enabled rule or alarm on its assumption leads somewhere.',
  remedy:
    'Ask for aws:MultiFactorAuthPresent in the trust policy, and point a rule on sts AssumeRole at the alarm topic.',
  sources: ['NIST AC-2', 'NIST AC-6', 'NIST AU-6', 'AISVS 12.4', 'OWASP ASI03'],
  prove(facts) {
    const listed = new Set(
      facts.declared.rows.filter(({ action }) => action === DataAction.OVERRIDE).map(({ principal }) => principal),
    );
    const may = declaredWho(facts, { action: 's3:BypassGovernanceRetention' }).may.map(({ who }) => who);
    const roles = facts.model.resources.filter(({ type }) => type === 'AWS::IAM::Role');
    return roles.flatMap((role) => {
      const arn = arnOf(facts.model, role);
      return listed.has(arn) || may.includes(arn) ? proofsOf(facts, role, arn) : [];
    });
  },
};

function proofsOf(facts: Facts, role: Resource, arn: string): readonly Proof[] {
  const place = placeOf(role);
  return [
    ...WITHOUT_MFA.flatMap(([what, given]) =>
      nobody(
        facts.who({ action: 'sts:AssumeRole', resource: arn, given }),
        { subject: `${place}: ${what}`, resource: role },
        `nobody can assume it ${what}`,
        `assumes it ${what}`,
      ),
    ),
    session(facts, role),
    heard(facts, role, arn),
  ];
}

function session({ model }: Facts, role: Resource): Proof {
  const about = { subject: `${placeOf(role)}: session`, resource: role };
  const seconds = number(model.property(role, 'MaxSessionDuration'));
  if (seconds.kind === 'unresolved') return { kind: 'not evaluated', detail: seconds.reason, ...about };
  const longest = seconds.kind === 'resolved' ? seconds.value : HOUR;
  if (longest <= HOUR) return { kind: 'proved', detail: `a session lasts ${longest} seconds at most`, ...about };
  return { kind: 'refuted', detail: `a session may last ${longest} seconds; ${HOUR} were expected`, ...about };
}

function heard({ model }: Facts, role: Resource, arn: string): Proof {
  const about = { subject: `${placeOf(role)}: alarm`, resource: role };
  const rule = model.resources.find(
    (one) =>
      one.type === 'AWS::Events::Rule' &&
      one.condition === 'always' &&
      hears(model.property(one, 'EventPattern'), arn) &&
      isOn(model.property(one, 'State')) &&
      count(model.property(one, 'Targets')) > 0,
  );
  if (rule) return { kind: 'proved', detail: `${placeOf(rule)} hears of every attempt and has a target`, ...about };
  const name = arn.split('/').at(-1) ?? arn;
  const filter = model.resources.find((one) => {
    const pattern = text(model.property(one, 'FilterPattern'));
    return (
      one.type === 'AWS::Logs::MetricFilter' &&
      pattern.kind === 'resolved' &&
      pattern.value.includes('AssumeRole') &&
      pattern.value.includes(name)
    );
  });
  if (filter) return { kind: 'proved', detail: `${placeOf(filter)} counts every attempt`, ...about };
  return { kind: 'refuted', detail: 'no enabled rule or metric filter hears of its assumption', ...about };
}

/** Whether an event pattern lets through a trail's record of somebody assuming this role. */
function hears(pattern: Resolved | undefined, arn: string): boolean {
  if (!isResolvedMap(pattern)) return false;
  const { source, detail } = pattern;
  const inside = isResolvedMap(detail) ? detail : {};
  const parameters = inside['requestParameters'];
  const roleArn = isResolvedMap(parameters) ? parameters['roleArn'] : undefined;
  return (
    holds(source, 'aws.sts') &&
    holds(inside['eventName'], 'AssumeRole') &&
    holds(roleArn, arn) &&
    Object.keys(inside).every((key) => ['eventName', 'requestParameters', 'eventSource'].includes(key)) &&
    (!isResolvedMap(parameters) || Object.keys(parameters).length === 1)
  );
}

function holds(values: Resolved | undefined, value: string): boolean {
  return values === undefined || (isResolvedList(values) && values.includes(value));
}

function isOn(state: Resolved | undefined): boolean {
  const read = text(state);
  return read.kind === 'absent' || (read.kind === 'resolved' && read.value !== 'DISABLED');
}

function count(value: Resolved | undefined): number {
  const read = list(value);
  return read.kind === 'resolved' ? read.value.length : 0;
}

import { DataAction } from '../../../contract/access';
import type { Resource } from '../../assembly/model';
import { list } from '../../assembly/readers';
import { parsePolicy } from '../../iam/policy';
import type { Statement } from '../../iam/statement';
import type { Facts } from '../facts';
import { between, isThere, judged, open, present, referrers, right, wrong, type Seen, type Setting } from './setting';

const ROLE = 'AWS::IAM::Role';
const OF_PEOPLE = /^(?:aws:PrincipalOrgID|sts:ExternalId|saml:|.*:aud|.*:sub)$/i;
const OF_SERVICES = /^aws:Source(?:Account|Arn|OrgID|OrgPaths)$/i;

/** Roles: how long, within what, and by whom. */
export const ROLE_SETTINGS: readonly Setting[] = [
  {
    type: ROLE,
    what: 'session',
    wanted: 'an hour at most',
    platform: true,
    // A role that may shorten locks has its own invariant.
    see: (role, facts) =>
      mayOverride(role, facts) ? undefined : between(['MaxSessionDuration'], 900, 3_600, 3_600)(role, facts),
  },
  {
    type: ROLE,
    what: 'boundary',
    wanted: 'a permissions boundary',
    platform: true,
    see: present('PermissionsBoundary'),
  },
  {
    type: ROLE,
    what: 'policies',
    wanted: 'at least one: a role that may do nothing is a mistake, or waits for somebody to add to it',
    platform: true,
    see: (role, facts) => {
      const own = ['ManagedPolicyArns', 'Policies'].some((key) => isThere(facts.model.property(role, key)));
      return judged(own || isNamedByPolicy(role, facts), own ? 'some' : 'none of its own');
    },
  },
  {
    type: ROLE,
    what: 'trust',
    wanted: 'statements bound to the organisation or an external id for people, to the source’s account for services',
    platform: true,
    see: trust,
  },
  {
    type: 'AWS::Lambda::Function',
    what: 'dead letters',
    wanted: 'a queue for what it could not handle',
    platform: true,
    see: present('DeadLetterConfig', 'TargetArn'),
  },
  { type: 'AWS::Lambda::Function', what: 'key', wanted: 'a key of ours', platform: true, see: present('KmsKeyArn') },
  {
    type: 'AWS::Lambda::Function',
    what: 'late retries',
    wanted: 'a limit on the age of events, since CloudFormation asks for something else meanwhile',
    platform: true,
    see: (lambda, facts) => {
      const provides = facts.model.resources.some((one) => {
        const token = facts.model.property(one, 'ServiceToken');
        return typeof token === 'string' && facts.model.findFrom(one, token, lambda.type) === lambda;
      });
      if (!provides) return undefined;
      const limits = referrers(facts, lambda, 'AWS::Lambda::EventInvokeConfig', ['FunctionName']);
      const limited = limits.some((one) => facts.model.property(one, 'MaximumEventAgeInSeconds') !== undefined);
      return judged(limited, limited ? 'limited' : 'for six hours');
    },
  },
  {
    type: 'AWS::Lambda::Function',
    what: 'log group',
    wanted: 'a group of its own, with a key and a retention',
    platform: true,
    see: present('LoggingConfig', 'LogGroup'),
  },
  {
    type: 'AWS::Lambda::Function',
    what: 'concurrency',
    wanted: 'a reserved number, so that it can neither take all nor be starved',
    platform: true,
    see: present('ReservedConcurrentExecutions'),
  },
  {
    type: 'AWS::Lambda::EventInvokeConfig',
    what: 'failures',
    wanted: 'a destination',
    see: present('DestinationConfig', 'OnFailure', 'Destination'),
  },
  {
    type: 'AWS::Logs::LogGroup',
    what: 'retention',
    wanted: 'days that are written out: what nobody needs any more is not kept',
    platform: true,
    see: present('RetentionInDays'),
  },
];

function mayOverride(role: Resource, { model, declared }: Facts): boolean {
  const arn = model.reference(role, 'Arn');
  return declared.rows.some(({ principal, action }) => principal === arn && action === DataAction.OVERRIDE);
}

function isNamedByPolicy(role: Resource, { model }: Facts): boolean {
  return model.resources.some(({ type, properties }) => {
    if (!/^AWS::IAM::(?:Policy|ManagedPolicy|RolePolicy)$/.test(type)) return false;
    const names = list(properties['Roles'] ?? properties['RoleName']);
    return (
      names.kind === 'resolved' &&
      names.value.some((name) => typeof name === 'string' && model.find(name, ROLE) === role)
    );
  });
}

function trust(role: Resource, { world, model }: Facts): Seen {
  const arn = model.reference(role, 'Arn');
  const found = world.principals.find((one) => one.arn === arn)?.trust;
  if (!found) return open('its trust policy is not known');
  const policy = parsePolicy(found, 'trust');
  if (policy.notEvaluated.length > 0) return open(policy.notEvaluated[0]?.reason ?? 'its trust policy');
  for (const statement of policy.statements) {
    if (statement.effect === 'Deny') continue;
    const keys = statement.conditions.map(({ key }) => key);
    const wanted = letsPeopleIn(statement) ? OF_PEOPLE : OF_SERVICES;
    if (!keys.some((key) => wanted.test(key)))
      return wrong(`statement ${statement.index + 1} with ${keys.length === 0 ? 'no condition' : keys.join(', ')}`);
  }
  return right('bound');
}

function letsPeopleIn({ principal }: Statement): boolean {
  return (principal?.entries ?? []).some(({ kind }) => kind !== 'Service');
}

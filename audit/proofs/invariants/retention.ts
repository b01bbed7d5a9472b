import type { Resource } from '../../assembly/model';
import { flag, number, text } from '../../assembly/readers';
import { isResolvedList, isResolvedMap, Unresolved } from '../../assembly/value';
import { placeOf } from '../../world/policy-document';
import { bucketOf } from '../class-places';
import type { Facts } from '../facts';
import type { Invariant, Proof } from '../invariant';
import { logTargets } from '../log-targets';
import { proveSettings } from '../settings/setting';
import { CLASS_RETENTION } from '../settings/stores';

/** Six months: EU AI Act, articles 19 and 26 (6). */
const SHORTEST_DAYS = 180;

/** Logs are kept as long as declared, at least half a year; what is locked is kept at least as long as its lock. */
export const RETENTION: Invariant = {
  id: 'Proof-Retention',
  title: 'Logs are kept for their retention, and locked for as long as declared',
  risk: 'A log that expires before anyone asks answers nothing; a lock that is shorter than the retention is no lock.',
  check:
    'Each log group and each bucket that receives logs keeps what it holds for the declared days, 180 at least; each class that is declared locked has object lock with a default of at least those days, and no earlier expiry.',
  remedy: 'Lengthen RetentionInDays, the lifecycle’s ExpirationInDays or the lock’s default.',
  sources: ['EU AI Act Art 19', 'EU AI Act Art 26', 'NIST AU-11', 'AISVS 12.1', 'CloudWatch.16'],
  prove(facts) {
    const declared = facts.declared.platform?.logRetentionDays ?? 0;
    const wanted = Math.max(SHORTEST_DAYS, declared);
    const groups = facts.model.resources.filter(({ type }) => type === 'AWS::Logs::LogGroup');
    return [
      ...groups.map((group) => keptInGroup(facts, group, wanted)),
      ...[...logTargets(facts.model).keys()].flatMap((bucket) => keptInBucket(facts, bucket, wanted, 'logs')),
      ...proveSettings(facts, [CLASS_RETENTION]),
      ...(facts.declared.platform?.classes ?? []).flatMap(({ bucketArn, lockDays, lockMode, dataClass }) => {
        const bucket = bucketOf(facts, bucketArn);
        if (!bucket || lockDays === 0) return [];
        return [
          locked(facts, bucket, lockDays, lockMode),
          ...keptInBucket(facts, bucket, lockDays, `its locked ${dataClass} data`),
        ];
      }),
    ];
  },
};

function keptInGroup({ model }: Facts, group: Resource, wanted: number): Proof {
  const about = { subject: placeOf(group), resource: group };
  const days = number(model.property(group, 'RetentionInDays'));
  if (days.kind === 'absent') return { kind: 'proved', detail: 'kept for ever', ...about };
  if (days.kind === 'unresolved') return { kind: 'not evaluated', detail: days.reason, ...about };
  if (days.value >= wanted) return { kind: 'proved', detail: `kept for ${days.value} days`, ...about };
  return { kind: 'refuted', detail: `kept for ${days.value} days; ${wanted} were expected`, ...about };
}

function keptInBucket({ model }: Facts, bucket: Resource, wanted: number, what: string): readonly Proof[] {
  const about = { subject: `${placeOf(bucket)}: ${what}`, resource: bucket };
  const rules = model.property(bucket, 'LifecycleConfiguration', 'Rules');
  if (rules === undefined) return [{ kind: 'proved', detail: 'nothing expires', ...about }];
  if (!isResolvedList(rules)) return [{ kind: 'not evaluated', detail: 'its lifecycle cannot be read', ...about }];
  const days = rules.flatMap((rule) => {
    if (rule instanceof Unresolved) return [rule];
    if (!isResolvedMap(rule) || rule['Status'] === 'Disabled') return [];
    return rule['ExpirationInDays'] === undefined
      ? rule['ExpirationDate'] === undefined
        ? []
        : [0]
      : [rule['ExpirationInDays']];
  });
  const read = days.map((value) => number(value));
  const unread = read.find(({ kind }) => kind === 'unresolved');
  if (unread?.kind === 'unresolved') return [{ kind: 'not evaluated', detail: unread.reason, ...about }];
  const shortest = Math.min(...read.map((one) => (one.kind === 'resolved' ? one.value : Infinity)));
  if (shortest >= wanted) {
    const detail = shortest === Infinity ? 'nothing expires' : `expires after ${shortest} days`;
    return [{ kind: 'proved', detail, ...about }];
  }
  return [{ kind: 'refuted', detail: `expires after ${shortest} days; ${wanted} were expected`, ...about }];
}

function locked({ model }: Facts, bucket: Resource, wanted: number, lockMode: string | undefined): Proof {
  const about = { subject: `${placeOf(bucket)}: lock`, resource: bucket };
  const enabled = flag(model.property(bucket, 'ObjectLockEnabled'));
  const rule = ['ObjectLockConfiguration', 'Rule', 'DefaultRetention'] as const;
  const days = number(model.property(bucket, ...rule, 'Days'));
  const years = number(model.property(bucket, ...rule, 'Years'));
  const mode = text(model.property(bucket, ...rule, 'Mode'));
  const open = [enabled, days, years, mode].find(({ kind }) => kind === 'unresolved');
  if (open?.kind === 'unresolved') return { kind: 'not evaluated', detail: open.reason, ...about };
  if (enabled.kind !== 'resolved' || !enabled.value)
    return { kind: 'refuted', detail: 'object lock is not enabled', ...about };
  const kept = days.kind === 'resolved' ? days.value : years.kind === 'resolved' ? years.value * 365 : 0;
  if (mode.kind !== 'resolved' || kept === 0)
    return { kind: 'refuted', detail: 'its lock has no default retention', ...about };
  if (lockMode === 'COMPLIANCE' && mode.value !== lockMode)
    return { kind: 'refuted', detail: `locked in mode ${mode.value}; ${lockMode} was declared`, ...about };
  if (kept < wanted) return { kind: 'refuted', detail: `locked for ${kept} days; ${wanted} were declared`, ...about };
  return { kind: 'proved', detail: `locked for ${kept} days, mode ${mode.value}`, ...about };
}

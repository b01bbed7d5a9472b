import type { LifecycleRule } from '@aws-sdk/client-s3';
import { isResolvedList, isResolvedMap, type Resolved, type ResolvedMap } from '../../assembly/value';

/** A lifecycle rule of the service as a template writes it. */
export function lifecycleRule(rule: LifecycleRule): Readonly<Record<string, unknown>> {
  const { Expiration: expiration, NoncurrentVersionExpiration: old, Filter: filter } = rule;
  const both = filter?.And;
  return {
    Id: rule.ID,
    Status: rule.Status,
    Prefix: both?.Prefix ?? filter?.Prefix ?? rule.Prefix,
    TagFilters: both?.Tags ?? (filter?.Tag ? [filter.Tag] : undefined),
    ObjectSizeGreaterThan: both?.ObjectSizeGreaterThan ?? filter?.ObjectSizeGreaterThan,
    ObjectSizeLessThan: both?.ObjectSizeLessThan ?? filter?.ObjectSizeLessThan,
    ExpirationInDays: expiration?.Days,
    ExpirationDate: expiration?.Date,
    ExpiredObjectDeleteMarker: expiration?.ExpiredObjectDeleteMarker === true ? true : undefined,
    NoncurrentVersionExpiration: old && {
      NoncurrentDays: old.NoncurrentDays,
      NewerNoncurrentVersions: old.NewerNoncurrentVersions,
    },
    AbortIncompleteMultipartUpload: rule.AbortIncompleteMultipartUpload,
    Transitions: rule.Transitions?.map(({ Days, Date: date, StorageClass }) => ({
      TransitionInDays: Days,
      TransitionDate: date,
      StorageClass,
    })),
    NoncurrentVersionTransitions: rule.NoncurrentVersionTransitions?.map((one) => ({
      TransitionInDays: one.NoncurrentDays,
      NewerNoncurrentVersions: one.NewerNoncurrentVersions,
      StorageClass: one.StorageClass,
    })),
  };
}

/** The older writings of a template in the newer one, and an empty prefix as none. */
export function lifecycleExpected(lifecycle: ResolvedMap): ResolvedMap {
  const rules = lifecycle['Rules'];
  return isResolvedList(rules)
    ? { Rules: rules.map((rule) => (isResolvedMap(rule) ? ruleExpected(rule) : rule)) }
    : lifecycle;
}

function ruleExpected(rule: ResolvedMap): ResolvedMap {
  const {
    NoncurrentVersionExpirationInDays: days,
    Transition: one,
    NoncurrentVersionTransition: older,
    ...rest
  } = rule;
  const made: Record<string, Resolved> = { ...rest };
  if (days !== undefined) made['NoncurrentVersionExpiration'] = { NoncurrentDays: days };
  if (one !== undefined)
    made['Transitions'] = [...(isResolvedList(rest['Transitions']) ? rest['Transitions'] : []), one];
  if (older !== undefined) made['NoncurrentVersionTransitions'] = [older];
  return made;
}

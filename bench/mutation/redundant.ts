import { member, type Raw, type RawMap } from '../../audit/assembly/source';
import type { Mutant } from './operators';
import { keysOf, valueAt } from './pointer';

/** A property that means the same when it is left out, as CloudFormation documents its default. */
const DEFAULTS: readonly (readonly [type: string, pointer: string, value: Raw])[] = [
  ['AWS::IAM::Role', '/Properties/MaxSessionDuration', 3_600],
  ['AWS::KMS::Key', '/Properties/PendingWindowInDays', 30],
  ['AWS::KMS::Key', '/Properties/RotationPeriodInDays', 365],
];
const ACCOUNT_IN_ARN = /:\d{12}:/;

/** Why a mutant means what its original means; undefined where nothing documents that. */
export function redundancyOf(document: RawMap, { logicalId, type, pointer, value }: Mutant): string | undefined {
  if (value !== undefined) return undefined;
  const resource = member(member(document, 'Resources'), logicalId);
  const keys = keysOf(pointer);
  const same = DEFAULTS.find(([of, at]) => of === type && at === pointer);
  if (same && valueAt(resource, keys) === same[2]) return `${keys.at(-1) ?? ''} ${String(same[2])} is the default`;
  if (!/\/(?:aws:)?SourceAccount$/.test(pointer)) return undefined;
  // A condition stands two levels below all that is asked beside it, a permission's property one level.
  const around = valueAt(resource, keys.slice(0, pointer.endsWith('/aws:SourceAccount') ? -2 : -1));
  const [source = ''] = /SourceArn"?:.{0,40}arn:[^"]*/i.exec(JSON.stringify(around ?? '')) ?? [];
  return ACCOUNT_IN_ARN.test(source) ? 'the source’s ARN beside it holds the account' : undefined;
}

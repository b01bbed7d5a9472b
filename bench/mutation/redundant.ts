import { isList, member, type Raw, type RawMap } from '../../audit/assembly/source';
import type { Mutant } from './operators';

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
  const same = DEFAULTS.find(([of, at]) => of === type && at === pointer);
  if (same && at(resource, pointer) === same[2])
    return `${pointer.split('/').at(-1) ?? ''} ${String(same[2])} is the default`;
  if (!/\/(?:aws:SourceAccount|SourceAccount)$/.test(pointer)) return undefined;
  const up = at(resource, pointer.split('/').slice(0, -2).join('/'));
  return JSON.stringify(pointer.endsWith('/SourceAccount') ? member(resource, 'Properties') : (up ?? ''))
    .match(/Source-?Arn"?:.{0,40}arn:[^"]*/i)
    ?.some((arn) => ACCOUNT_IN_ARN.test(arn)) === true
    ? 'the source’s ARN beside it holds the account'
    : undefined;
}

function at(value: Raw | undefined, pointer: string): Raw | undefined {
  return pointer
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<Raw | undefined>((here, key) => (isList(here) ? here[Number(key)] : member(here, key)), value);
}

import type { NotEvaluated } from '../assembly/source';
import { byText } from '../ledger/row';
import type { LiveInvariant } from './invariants';
import { VERDICTS, type Place, type ResourceVerdict, type VerdictKind } from './verdict';

/** A template that was held against the account. */
export interface VerifiedTemplate extends Place {
  readonly stack: string;
  /** SHA-256 of its text, as the evidence names it. */
  readonly sha256: string;
  /** What the stack was deployed from. */
  readonly deployed: 'this template' | 'another template' | 'not deployed' | 'not read';
}

/** Everything that one verification found. Equal for equal templates, day and accounts. */
export interface Verification {
  readonly date: string;
  readonly templates: readonly VerifiedTemplate[];
  /** What of the templates could not be read. */
  readonly notEvaluated: readonly NotEvaluated[];
  /** By stack, logical id and verdict. */
  readonly resources: readonly ResourceVerdict[];
  /** Empty where they were not asked for. */
  readonly invariants: readonly LiveInvariant[];
}

export type Counts = Readonly<Record<VerdictKind, number>> & {
  /** Properties without a verdict, of resources that have one. */
  readonly notCompared: number;
};

export function countsOf({ resources }: Pick<Verification, 'resources'>): Counts {
  const of = (kind: VerdictKind): number => resources.filter(({ verdict }) => verdict === kind).length;
  const notCompared = resources.reduce((sum, one) => sum + ('notCompared' in one ? one.notCompared.length : 0), 0);
  return {
    'in place': of('in place'),
    drifted: of('drifted'),
    missing: of('missing'),
    extra: of('extra'),
    'not readable': of('not readable'),
    notCompared,
  };
}

/** 0: all in place. 1: something is not, or an invariant is refuted. 4: neither, and something could not be read. */
export function exitCodeOf(verification: Pick<Verification, 'resources' | 'invariants'>): 0 | 1 | 4 {
  const { drifted, missing, extra, 'not readable': unread } = countsOf(verification);
  const refuted = verification.invariants.filter(({ state }) => state === 'refuted').length;
  return drifted + missing + extra + refuted > 0 ? 1 : unread > 0 ? 4 : 0;
}

/** The order of a report: by stack and resource, the resource before what was found under it. */
export function ordered(verdicts: readonly ResourceVerdict[]): readonly ResourceVerdict[] {
  return [...verdicts].sort(
    (a, b) =>
      byText(a.stack, b.stack) ||
      byText(`${a.account}/${a.region}`, `${b.account}/${b.region}`) ||
      byText(a.logicalId, b.logicalId) ||
      Number(a.verdict === 'extra') - Number(b.verdict === 'extra') ||
      VERDICTS.indexOf(a.verdict) - VERDICTS.indexOf(b.verdict) ||
      byText(extraKey(a), extraKey(b)),
  );
}

function extraKey(one: ResourceVerdict): string {
  return one.verdict === 'extra' ? `${one.extra.kind} ${one.extra.id}` : '';
}

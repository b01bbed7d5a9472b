import type { GateOutcome } from '../../../contract/data-manifest';
import type { Store } from '../engine/store';
import type { DomainSample } from '../watch/domain/domain-sample';
import { domainShift, noShift, type DomainShift } from '../watch/domain/domain-shift';
import { driftOf, FEWEST_VALUES } from '../watch/drift/drift';
import { watch, type WatchReport } from '../watch/findings';
import { FEATURE_LIMITS, TEXT_LIMITS } from '../watch/limits';
import { suggestConstraints } from '../watch/model-monitor/constraints';
import { violationsFile } from '../watch/model-monitor/violations';
import { Profile } from '../watch/profile/profile';
import { documentsSubject, featureSubjects } from '../watch/subjects';
import { PROFILE_KEY } from './over-time';
import { sampleOf } from './run-sample';
import type { RunSettings } from './settings';
import { readJson } from '../engine/read-json';

/** What the watch says of a run, beside its baseline. */
export interface RunWatch extends WatchReport {
  readonly domain: DomainShift;
}

/** Compares a run with its baseline: feature by feature, and its documents as a whole. */
export async function watchRun(
  { profile, sample }: { readonly profile: Profile; readonly sample: DomainSample },
  baseline: Store,
  settings: Pick<RunSettings, 'seed' | 'watch'>,
): Promise<{
  readonly report: RunWatch;
  readonly violations: ReturnType<typeof violationsFile>;
  readonly gate: GateOutcome;
}> {
  const before = Profile.from(await readJson<unknown>(baseline, PROFILE_KEY));
  const fewest = settings.watch?.fewest ?? FEWEST_VALUES;
  const known = await sampleOf(baseline);
  const domain =
    known === undefined
      ? noShift('the baseline left no sample: an older version made it')
      : domainShift(known, sample, settings);
  const subjects = [...featureSubjects(driftOf(before, profile, fewest)), documentsSubject(domain)];
  const present = new Set(subjects.flatMap(({ statistics }) => Object.keys(statistics)));
  const limits = [...FEATURE_LIMITS, ...TEXT_LIMITS].filter(({ rule }) => present.has(rule.feature));
  const report = { ...watch(subjects, limits), domain };
  return {
    report,
    violations: violationsFile(suggestConstraints(before), before, profile),
    gate: driftGate(report, tooSmall(before, profile, fewest)),
  };
}

/** Why no statistic of drift means anything; undefined where they do. */
function tooSmall(before: Profile, now: Profile, fewest: number): string | undefined {
  const [old, fresh] = [before.count(), now.count()];
  if (old >= fewest && fresh >= fewest) return undefined;
  const which = old < fewest ? `the baseline has ${old} records` : `the run has ${fresh} records`;
  return `${which}, and drift needs ${fewest} to be told from chance`;
}

function driftGate({ promotion }: WatchReport, small: string | undefined): GateOutcome {
  if (small !== undefined) return { gate: 'drift', outcome: 'not evaluated', reasons: [small] };
  return { gate: 'drift', outcome: promotion.verdict, reasons: promotion.heldBy };
}

import type { GateOutcome, ManifestObject, SignedManifest } from '../../../contract/data-manifest';
import type { Finding } from '../balance/gate';
import { readJson } from '../engine/read-json';
import type { Store } from '../engine/store';
import type { Signer } from '../../signing/signer';
import { suggestConstraints } from '../watch/model-monitor/constraints';
import { statisticsFile } from '../watch/model-monitor/statistics';
import { Profile } from '../watch/profile/profile';
import { chainBefore, ended, followed } from './chain';
import { manifestOf, writeManifest } from './manifest';
import { overTime, overTimeGate, seriesOf, type Watched } from './over-time';
import type { Outcome } from './pipeline';
import { runKey } from './run-key';
import { runProfile } from './run-profile';
import { runSample, SAMPLE_KEY } from './run-sample';
import { stored } from './shard-writer';
import type { Pipeline } from './step';
import { findTriggers } from './triggers';
import { watchRun } from './watch-run';

/** What a run ends with. */
export interface Finish {
  /** Version of the package. */
  readonly code: string;
  readonly signer: Signer;
  /** The run that this one is compared with. */
  readonly baseline?: { readonly store: Store; readonly manifestSha256: string };
  /** Begins a series of its own, whatever runs of the data set there are. @default false */
  readonly newSeries?: boolean;
}

/** Measures what was kept, asks the gates, and writes and signs the manifest. */
export async function finishRun(pipeline: Pipeline, outcome: Outcome, finish: Finish): Promise<SignedManifest> {
  const { whole, store, settings } = pipeline;
  const profile = await mergedProfile(store, outcome);
  const records: ManifestObject[] = [];
  const record = async (name: string, value: unknown): Promise<void> => {
    records.push(await stored(store, `records/${name}.json`, Buffer.from(`${JSON.stringify(value, null, 1)}\n`)));
  };
  await record('profile', profile);
  await record('statistics', statisticsFile(profile));
  await record('constraints', suggestConstraints(profile));
  await record('tallies', outcome.tallies);
  await record('sources', outcome.sources);
  await record('labels', outcome.labels);
  await record('duplicates', outcome.duplicates);
  const curated = outcome.mixed.flatMap(({ outputs }) => outputs.filter(({ key }) => key.startsWith('curated/')));
  const kept = outcome.mixed.reduce((sum, { counts }) => sum + counts.kept, 0);
  await record(
    'triggers',
    await findTriggers(
      store,
      curated.map(({ key }) => key),
      kept,
      settings,
    ),
  );
  if (outcome.balance !== undefined) await record('balance', outcome.balance);
  const gates: GateOutcome[] = [];
  if (settings.label !== undefined) gates.push(labelGate(outcome));
  if (settings.label?.schema !== undefined) gates.push(agreementGate(outcome));
  if (outcome.human.assessment !== undefined) await record('agreement', outcome.human.assessment);
  if (outcome.balance !== undefined) gates.push(balanceGate(outcome.balance.after));
  const sample = await runSample(store, outcome.mixed, settings.seed);
  records.push(await stored(store, SAMPLE_KEY, Buffer.from(JSON.stringify(sample))));
  if (finish.baseline !== undefined) {
    const { report, violations, gate } = await watchRun({ profile, sample }, finish.baseline.store, settings);
    await record('watch', report);
    await record('constraint_violations', violations);
    gates.push(gate);
  }
  const watched = seen(pipeline, outcome, profile);
  const { run } = watched;
  const following = await followed(whole, store, { run, name: settings.name, anew: finish.newSeries ?? false });
  const own = seriesOf(watched);
  await record('series', own);
  const chain = await chainBefore(whole, following.link, await finish.signer.verifiedBy());
  const series = overTime(run, own, chain);
  await record('over-time', series);
  const trend = overTimeGate(series);
  if (trend !== undefined) gates.push(trend);
  const previous = finish.baseline?.manifestSha256;
  const parts = {
    code: finish.code,
    gates,
    records,
    ...(previous !== undefined && { previous }),
    ...(following.link !== undefined && { follows: following.link }),
  };
  const signed = await writeManifest(store, manifestOf(pipeline, outcome, parts), finish.signer);
  await ended(whole, signed.manifest, following);
  return signed;
}

async function mergedProfile(store: Store, outcome: Outcome): Promise<Profile> {
  const merged = runProfile();
  for (const { outputs } of outcome.mixed) {
    const key = outputs.find((output) => output.key.startsWith('profiles/'))?.key ?? '';
    merged.merge(Profile.from(await readJson<unknown>(store, key)));
  }
  return merged;
}

/** What later runs see of this one. */
function seen({ files, settings }: Pipeline, { balance, human }: Outcome, profile: Profile): Watched {
  return {
    run: runKey(files, settings),
    profile,
    ...(balance && { balance: balance.before }),
    ...(human.assessment && { agreement: human.assessment.agreement }),
  };
}

function labelGate({ labels }: Outcome): GateOutcome {
  const { labelled, unknown, doubtful, compared } = labels;
  if (labelled === 0) return { gate: 'labels', outcome: 'not evaluated', reasons: ['no document has a label'] };
  if (unknown > 0) {
    return { gate: 'labels', outcome: 'held', reasons: [`${unknown} labels are none of the schema's classes`] };
  }
  return {
    gate: 'labels',
    outcome: 'passed',
    reasons: [`${doubtful} of ${compared} labels are contradicted by the other documents`],
  };
}

function agreementGate({ human }: Outcome): GateOutcome {
  const { outcome, reasons } = human.assessment?.gate ?? {
    outcome: 'not evaluated' as const,
    reasons: ['nobody has labelled yet'],
  };
  return { gate: 'agreement', outcome, reasons };
}

function balanceGate({ outcome, facets }: NonNullable<Outcome['balance']>['after']): GateOutcome {
  const reasons = facets.flatMap(({ facet, judgement }) =>
    judgement.findings.map((finding) => `${facet}: ${findingText(finding)}`),
  );
  return { gate: 'balance', outcome, reasons: facets.length === 0 ? ['no document has a facet and a label'] : reasons };
}

function findingText(finding: Finding): string {
  switch (finding.verdict) {
    case 'passed':
      return `${finding.rule} is ${finding.value.toFixed(4)}`;
    case 'held':
      return `${finding.rule} is ${finding.reason.value.toFixed(4)}, and the limit ${finding.reason.limit}`;
    case 'not evaluated':
      return `${finding.rule}: ${finding.reason}`;
  }
}

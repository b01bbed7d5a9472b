import type { MapResult, MapTask } from '../engine/map-engine';
import { storeLearnt, type Learnt } from './learnt';
import { finished } from './finished';
import { hashOf } from './hash';
import { verdictsOf } from './judge-parts';
import { overParts } from './over-parts';
import type { CleanedResult, JudgedPart } from './products';
import { PIPELINE_VERSION } from './settings';
import type { Pipeline } from './step';

/** Documents of a run that are learnt from. */
const LEARNT = 5_000;
/** With fewer there is no telling what is usual. */
const FEWEST = 200;

/** What each kept document is like beside the others. */
export interface ComparedParts {
  /** Folder of the tables, below the run's own. */
  readonly folder: string;
  /** Documents that were compared. */
  readonly documents: number;
  /** What was counted on the way, a part at a time. */
  readonly tallies: readonly MapResult['tallies'][];
}

/** Learns from a sample of each part, and adds up what was learnt. Undefined where nobody asks for anomalies, or there are too few documents. */
export async function learnParts(
  pipeline: Pipeline,
  cleaned: readonly CleanedResult[],
  judged: readonly JudgedPart[],
): Promise<Learnt | undefined> {
  const { store, settings } = pipeline;
  const all = keptOf(judged);
  if (settings.anomalies.share === 0 || all < FEWEST) return undefined;
  const tasks = cleaned.map(({ documents, sha256 }, at): MapTask => {
    const most = Math.ceil((LEARNT * (judged[at]?.result.counts.kept ?? 0)) / all);
    const input = { documents, judged: verdictsOf(judged[at]), most };
    const id = hashOf({ step: 'learn', PIPELINE_VERSION, input, seed: settings.seed, sha256 });
    return { step: 'learn', id, input };
  });
  const results = await overParts(pipeline, 'learn', tasks);
  const id = hashOf(results.map(({ outputs }) => outputs.map(({ sha256 }) => sha256)));
  const { learnt } = await finished(store, 'learnt', id, () => storeLearnt(store, id, results));
  return learnt;
}

/** Compares each kept document with what was learnt. */
export async function compareParts(
  pipeline: Pipeline,
  cleaned: readonly CleanedResult[],
  judged: readonly JudgedPart[],
  learnt: Learnt,
): Promise<ComparedParts> {
  const { seed } = pipeline.settings;
  const folder = `compared/${hashOf({ learnt, seed, judged: judged.map(({ id }) => id) }).slice(0, 16)}/`;
  const tasks = cleaned.map(({ documents, sha256 }, at): MapTask => {
    const input = { documents, judged: verdictsOf(judged[at]), learnt, folder };
    return { step: 'compare', id: hashOf({ step: 'compare', PIPELINE_VERSION, input, seed, sha256 }), input };
  });
  const results = await overParts(pipeline, 'compare', tasks);
  return { folder, documents: keptOf(judged), tallies: results.map(({ tallies }) => tallies) };
}

function keptOf(judged: readonly JudgedPart[]): number {
  return judged.reduce((sum, { result }) => sum + result.counts.kept, 0);
}

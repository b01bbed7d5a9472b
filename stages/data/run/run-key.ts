import { hashOf } from './hash';
import { PIPELINE_VERSION, type RunSettings } from './settings';
import { inOrder, type InputFile } from './slices';

/** What cleaning depends on: everything but thresholds, labels and balance, which are applied later. */
export function cleaningSettings(settings: RunSettings): object {
  const {
    name,
    sources,
    limits,
    shardBytes,
    languages,
    boilerplate,
    typos,
    pseudonyms,
    relevance,
    evaluation,
    label,
    balance,
  } = settings;
  const columns = { label: label?.field, facet: balance?.facet };
  const measured = settings.rules.map(({ id, version, feature }) => ({ id, version, feature }));
  return {
    name,
    sources,
    limits,
    shardBytes,
    languages,
    boilerplate,
    typos,
    pseudonyms,
    relevance,
    evaluation,
    columns,
    measured,
  };
}

/** The id of a run, by which its objects are kept: a run with other thresholds uses again what cleaning left. */
export function runKey(files: readonly InputFile[], settings: RunSettings): string {
  return hashOf({ PIPELINE_VERSION, files: inOrder(files), cleaning: cleaningSettings(settings) }).slice(0, 16);
}

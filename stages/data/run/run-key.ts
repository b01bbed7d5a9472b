import { hashOf } from './hash';
import { PIPELINE_VERSION, type RunSettings } from './settings';
import { inOrder, type InputFile } from './slices';

/**
 * What cleaning depends on: everything but rules, labels and balance, which are applied later. Every feature is measured, whoever asks. A
 * setting that is not taken out here counts, so that a new one never lets a run use again what it should not.
 */
export function cleaningSettings(settings: RunSettings): object {
  const {
    seed: _seed,
    rules: _rules,
    anomalies: _anomalies,
    duplicates,
    label,
    balance,
    watch: _watch,
    ...cleaning
  } = settings;
  const columns = {
    label: label?.field,
    functions: label?.functions,
    facet: balance?.facet,
    lines: duplicates.lines !== undefined,
  };
  return { ...cleaning, columns };
}

/** The id of a run, by which its objects are kept: a run with other thresholds uses again what cleaning left. */
export function runKey(files: readonly InputFile[], settings: RunSettings): string {
  return hashOf({ PIPELINE_VERSION, files: inOrder(files), cleaning: cleaningSettings(settings) }).slice(0, 16);
}

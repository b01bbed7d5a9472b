// What the other files measure, in one place, so that one bundle has it: see `bundled.ts`.
export { anomalies, ANOMALY_RULES } from '../../stages/data/anomaly/anomalies';
export { repair } from '../../stages/data/clean/repair/repair';
export { Measurer } from '../../stages/data/clean/measure/measure';
export { contamination, DECONTAMINATION_RULES } from '../../stages/data/decontaminate/contamination';
export { EvaluationIndex } from '../../stages/data/decontaminate/evaluation-index';
export { exactHash } from '../../stages/data/dedupe/exact-hash';
export { crossValidate } from '../../stages/data/classifier/cross-validate';
export { hashedNgrams } from '../../stages/data/classifier/features';
export { labelErrors } from '../../stages/data/label/confident/label-errors';
export { poisonFeatures, POISON_RULES } from '../../stages/data/poison/poison-features';
export { TriggerCounts } from '../../stages/data/poison/trigger-counts';
export { triggerSuspects } from '../../stages/data/poison/trigger-suspects';
export { QUALITY_RULES } from '../../stages/data/rules/quality-rules';
export { firstFailure } from '../../stages/data/rules/rule';

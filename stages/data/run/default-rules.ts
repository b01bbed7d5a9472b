import { relevanceRule } from '../clean/relevance';
import { DECONTAMINATION_RULES } from '../decontaminate/contamination';
import { POISON_RULES } from '../poison/poison-features';
import { QUALITY_RULES } from '../rules/quality-rules';
import type { StepRule } from './settings';

/** Every rule that a plan may set or switch off, in the order in which they are judged. */
export const DEFAULT_RULES: readonly StepRule[] = [
  ...POISON_RULES.map((rule): StepRule => ({ ...rule, step: 'poison' })),
  {
    id: 'language/kept',
    version: 1,
    step: 'clean',
    feature: 'language_kept',
    atLeast: 1,
    unit: '1 where the language is one that the plan keeps',
    source: 'the plan',
  },
  ...QUALITY_RULES.map((rule): StepRule => ({ ...rule, step: 'clean' })),
  { ...relevanceRule(), step: 'clean' },
  ...DECONTAMINATION_RULES.map((rule): StepRule => ({ ...rule, step: 'decontaminate' })),
];

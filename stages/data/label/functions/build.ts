import { matcherFor } from '../pattern/matcher';
import type { LabelSchema } from '../schema';
import { keywordMatcher } from './keywords';
import { ABSTAIN, type Condition, type LabelFunction, type LabelFunctionSpec, type LabelInput } from './label-function';

/** A condition looks no further than this into a text. */
const MOST_TEXT = 1_000_000;

/** Makes declared label functions ready to vote. */
export function buildLabelFunctions(specs: readonly LabelFunctionSpec[], schema: LabelSchema): LabelFunction[] {
  return specs.map(({ name, vote, when }) => {
    const holds = testFor(when);
    const value = schema.classes.findIndex(({ id }) => id === vote);
    return { name, vote: (input) => (holds(input) ? value : ABSTAIN) };
  });
}

function testFor(when: Condition): (input: LabelInput) => boolean {
  if (when.kind === 'field') {
    const values = new Set(when.in);
    return ({ fields }) => Object.hasOwn(fields, when.field) && values.has(fields[when.field] ?? '');
  }
  if (when.kind === 'feature') {
    const { feature, above = -Infinity, below = Infinity } = when;
    return ({ features }) => {
      const value = Object.hasOwn(features, feature) ? (features[feature] ?? NaN) : NaN;
      return (when.above === undefined || value > above) && (when.below === undefined || value < below);
    };
  }
  const matches = when.kind === 'keywords' ? keywordMatcher(when.keywords) : matcherFor(when.pattern, when);
  return ({ text }) => matches(text.length > MOST_TEXT ? text.slice(0, MOST_TEXT) : text);
}

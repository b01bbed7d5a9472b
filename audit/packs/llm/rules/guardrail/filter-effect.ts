import { acts, bites, contentFilters, grounds, type Direction } from '../../reading/guardrail-filters';
import { findings } from '../../reading/quantify';
import type { Resource } from '../../reading/resource';
import type { Value } from '../../reading/value';
import type { Rule } from '../../rule';

/** No guardrail filter is without effect. */
export const guardrailFilterEffect: Rule = {
  id: 'GuardrailFilterEffect',
  types: ['AWS::Bedrock::Guardrail'],
  check: (guardrail) => [
    ...findings(contentFilters(guardrail), idleContent),
    ...findings(actionFilters(guardrail), (filter) => idle(filter, (direction) => acts(filter, direction))),
    ...findings(guardrail.at('ContextualGroundingPolicyConfig', 'FiltersConfig').list(), (filter) =>
      grounds(filter) ? [] : [filter.path],
    ),
  ],
};

function idleContent(filter: Value): string[] {
  const attack = filter.at('Type').text() === 'PROMPT_ATTACK';
  return idle(filter, (direction) => bites(filter, direction) || (attack && direction === 'Output'));
}

function idle(filter: Value, works: (direction: Direction) => boolean): string[] {
  const directions: readonly Direction[] = ['Input', 'Output'];
  return findings(directions, (direction) => (works(direction) ? [] : [`${filter.path} ${direction}`]));
}

function actionFilters(guardrail: Resource): Value[] {
  return [
    guardrail.at('TopicPolicyConfig', 'TopicsConfig'),
    guardrail.at('WordPolicyConfig', 'WordsConfig'),
    guardrail.at('WordPolicyConfig', 'ManagedWordListsConfig'),
    guardrail.at('SensitiveInformationPolicyConfig', 'PiiEntitiesConfig'),
    guardrail.at('SensitiveInformationPolicyConfig', 'RegexesConfig'),
  ].flatMap((filters) => filters.list());
}

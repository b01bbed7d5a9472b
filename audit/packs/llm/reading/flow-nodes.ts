import type { Resource } from './resource';
import type { Value } from './value';

/** The nodes of a flow that ask a model and may carry a guardrail, those inside loops too. */
export function guardableNodes(flow: Resource): Value[] {
  return definitionOf(flow).flatMap((definition) => nodesIn(definition));
}

function definitionOf(flow: Resource): Value[] {
  const text = flow.at('DefinitionString');
  if (!text.absent) return [text.parsed()];
  const elsewhere = flow.at('DefinitionS3Location');
  if (!elsewhere.absent) throw elsewhere.unread('in the template: the definition lies in a bucket');
  return [flow.at('Definition')];
}

function nodesIn(definition: Value): Value[] {
  return either(definition, 'Nodes')
    .list()
    .flatMap((node) => {
      const configuration = either(node, 'Configuration');
      const loop = either(configuration, 'Loop');
      const own = ['Prompt', 'KnowledgeBase']
        .map((kind) => either(configuration, kind))
        .filter((value) => !value.absent);
      const asking = own.filter((value) => !onlyRetrieves(value));
      return [...asking, ...(loop.absent ? [] : nodesIn(either(loop, 'Definition')))];
    });
}

/** A knowledge base node without a model returns passages: there is no answer to guard. */
function onlyRetrieves(node: Value): boolean {
  return !either(node, 'KnowledgeBaseId').absent && either(node, 'ModelId').absent;
}

/** The property by its name in templates, or by its name in the API (a definition that is written as text). */
export function either(value: Value, name: string): Value {
  const template = value.at(name);
  return template.absent ? value.at(name.charAt(0).toLowerCase() + name.slice(1)) : template;
}

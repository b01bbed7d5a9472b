import { either, guardableNodes } from '../../reading/flow-nodes';
import { findings } from '../../reading/quantify';
import { NOT_APPLICABLE, type Rule } from '../../rule';

/** Every flow node that asks a model has a guardrail. */
export const flowGuardrail: Rule = {
  id: 'FlowGuardrail',
  types: ['AWS::Bedrock::Flow'],
  check: (flow) => {
    const nodes = guardableNodes(flow);
    if (nodes.length === 0) return NOT_APPLICABLE;
    return findings(nodes, (node) => {
      const guardrail = either(either(node, 'GuardrailConfiguration'), 'GuardrailIdentifier');
      return guardrail.given() ? [] : [node.path];
    });
  },
};

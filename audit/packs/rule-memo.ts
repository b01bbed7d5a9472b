import type { CfnResource } from 'aws-cdk-lib';
import type { NagRuleResult } from 'cdk-nag';

type Rule = (node: CfnResource) => NagRuleResult;

/** What a rule said of a resource: its result, or the error it threw. */
export type Answer = { readonly result: NagRuleResult } | { readonly error: unknown };

/**
 * Remembers what each rule function said of each resource. The packs share their rule functions (393 rules, 209
 * functions), and a rule reads nothing but the tree, so the same function on the same resource is asked once.
 * Make one for each run: it knows nothing of changes to the tree.
 */
export class RuleMemo {
  private readonly answers = new Map<CfnResource, Map<Rule, Answer>>();

  public ask(rule: Rule, node: CfnResource): Answer {
    let ofNode = this.answers.get(node);
    if (!ofNode) this.answers.set(node, (ofNode = new Map()));
    let answer = ofNode.get(rule);
    if (!answer) ofNode.set(rule, (answer = evaluate(rule, node)));
    return answer;
  }
}

function evaluate(rule: Rule, node: CfnResource): Answer {
  try {
    return { result: rule(node) };
  } catch (error) {
    return { error };
  }
}

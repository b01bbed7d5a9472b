import type { CfnResource } from 'aws-cdk-lib';
import { NagMessageLevel, NagPack, type NagPackProps, type NagRuleResult } from 'cdk-nag';
import type { IConstruct } from 'constructs';
import { RampartError } from '../../../contract/errors';
import { CATALOGUE, type Control } from './catalogue';
import { NotEvaluated } from './not-evaluated';
import { typeOf } from './reading/resource';
import { Tree } from './reading/tree';
import { RULES } from './register';
import { NOT_APPLICABLE, type Rule } from './rule';

/** The pack is not whole: a rule without its words. */
export class LlmPackError extends RampartError {}

interface Question {
  readonly control: Control;
  readonly ask: (node: CfnResource) => NagRuleResult;
}

/**
 * Rules for platforms that train and serve language models: Security Hub's AI Security Best Practices, guardrails that
 * stop something and cannot be left out, agents, knowledge bases, SageMaker, and policies that mean what they say.
 *
 * ```ts
 * Validations.of(app).addPlugins(new LlmPipelineChecks(app));
 * ```
 *
 * A value that only a deployment knows is not guessed: the rule throws NotEvaluated, which cdk-nag reports as a finding.
 */
export class LlmPipelineChecks extends NagPack {
  public readonly name = 'LlmPipeline';
  private readonly questions = RULES.map((rule) => this.question(rule));
  private tree?: Tree;

  public constructor(scope?: IConstruct, props?: NagPackProps) {
    super(scope, props);
    this.packName = 'LlmPipeline';
  }

  public override validateScope(scope: IConstruct): ReturnType<NagPack['validateScope']> {
    // References lead out of the scope that is judged, so that the whole app is looked up, as it is now.
    this.tree = new Tree(scope);
    return super.validateScope(scope);
  }

  protected override checkResource(node: CfnResource): void {
    for (const { control, ask } of this.questions) {
      this.applyRule({
        ruleSuffixOverride: control.id,
        info: control.title + '.',
        explanation: `${control.risk} Wanted: ${control.check} ${control.remedy}`,
        level: control.severity === 'low' ? NagMessageLevel.WARN : NagMessageLevel.ERROR,
        rule: ask,
        node,
      });
    }
  }

  private question(rule: Rule): Question {
    const control = CATALOGUE.find(({ id }) => id === rule.id);
    if (!control) throw new LlmPackError('RULE_UNKNOWN', `rule ${rule.id} must be in the catalogue, and is not`);
    return { control, ask: (node) => this.ask(rule, node) };
  }

  private ask(rule: Rule, node: CfnResource): NagRuleResult {
    if (!rule.types.includes(typeOf(node))) return NOT_APPLICABLE;
    const resource = this.tree?.resource(node);
    if (!resource) throw new NotEvaluated(node.node.path, 'is not part of the tree that is judged');
    return rule.check(resource);
  }
}

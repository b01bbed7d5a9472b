import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type {
  IPolicyValidationPlugin,
  IPolicyValidationContext,
  PolicyValidationPluginReport,
  PolicyViolation,
} from 'aws-cdk-lib';
import type { Model } from '../assembly/model';
import { readTemplates } from '../assembly/read-templates';
import { resolve } from '../assembly/resolve';
import { printable } from '../assembly/symbol';
import type { Invariant, Proof } from './invariant';
import { INVARIANTS } from './invariants';
import { prove } from './prove';

/**
 * Proves every invariant over all templates of an app together, as a validation plugin of any CDK app:
 * `Validations.of(app).addPlugins(new TemplateProofs())`. What is refuted, and what cannot be evaluated, is a violation.
 */
export class TemplateProofs implements IPolicyValidationPlugin {
  public readonly name = 'RampartProofs';
  public readonly ruleIds: string[];

  public constructor(private readonly invariants: readonly Invariant[] = INVARIANTS) {
    this.ruleIds = invariants.map(({ id }) => id);
  }

  /** Reads the templates that the app was synthesized to. */
  public validate(context: IPolicyValidationContext): PolicyValidationPluginReport {
    const model = modelOf(context.templatePaths);
    const violations = prove(model, { invariants: this.invariants }).flatMap(({ invariant, proofs }) =>
      proofs.filter(({ kind }) => kind !== 'proved').map((proof) => violation(invariant, proof, model, context)),
    );
    return { success: violations.length === 0, violations };
  }
}

/** All templates together, so that a reference from one stack to another is followed; as their assembly names and places them. */
function modelOf(paths: readonly string[]): Model {
  const [first] = paths;
  const folder = first === undefined ? undefined : dirname(first);
  if (folder !== undefined && existsSync(join(folder, 'manifest.json'))) return resolve(readTemplates(folder));
  const readings = paths.map((path) => readTemplates(path));
  return resolve({
    templates: readings.flatMap(({ templates }) => templates),
    notEvaluated: readings.flatMap(({ notEvaluated }) => notEvaluated),
  });
}

function violation(
  invariant: Invariant,
  { kind, subject, detail, resource }: Proof,
  model: Model,
  { templatePaths }: IPolicyValidationContext,
): PolicyViolation {
  const file = resource ? model.template(resource.stack)?.source.file : undefined;
  const path = templatePaths.find((one) => file !== undefined && one.endsWith(file)) ?? templatePaths[0] ?? '';
  return {
    ruleName: invariant.id,
    description: printable(`${invariant.title}. ${kind === 'refuted' ? '' : 'Not evaluated: '}${subject}: ${detail}`),
    severity: kind === 'refuted' ? 'high' : 'medium',
    fix: invariant.remedy,
    violatingResources: [{ resourceLogicalId: resource?.logicalId ?? '', templatePath: path, locations: [] }],
  };
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, parse } from 'node:path';
import { CfnGuardValidator } from '@cdklabs/cdk-validator-cfnguard';
import { App, CfnResource, Stack } from 'aws-cdk-lib';
import { CURRENTLY_RECOMMENDED_FLAGS } from 'aws-cdk-lib/cx-api';
import type { LedgerRow } from '../../audit/ledger/row';
import { concerns, guardRules } from '../../audit/packs/guard-rules';
import { record } from '../../audit/packs/recorder';
import { standardPacks } from '../../audit/packs/standard';
import { WAIVER_METADATA, type Waiver } from '../../contract/waiver';
import { cfnLint } from './cfn-lint';

/** An app and a stack as the blueprint makes them: explicit environment, recommended flags, no stack traces. */
export function testStack(): Stack {
  const app = new App({
    analyticsReporting: false,
    outdir: mkdtempSync(join(tmpdir(), 'rampart-test-')),
    context: { ...CURRENTLY_RECOMMENDED_FLAGS, '@aws-cdk/core:enablePartitionLiterals': true },
  });
  return new Stack(app, 'Test', { env: { account: '111122223333', region: 'eu-central-1' } });
}

/** Rows that are neither shown nor accepted. Empty means: five packs, nothing open. */
export function openFindings(stack: Stack): string[] {
  const rows: LedgerRow[] = standardPacks().flatMap((pack) => record(pack, stack));
  return rows
    .filter((row) => row.outcome === 'non-compliant' || row.outcome === 'not evaluated')
    .map((row) => `${row.finding} ${row.path} (${row.outcome}): ${row.detail}`);
}

/** Control Tower rules (cfn-guard) that the synthesized templates break, without those that are accepted on the resource. */
export function guardFindings(stack: Stack): string[] {
  const app = stack.node.root as App;
  const assembly = app.synth();
  const types = typesIn(assembly.stacks.map(({ template }) => template as { readonly Resources?: ResourceTypes }));
  const rules = guardRules();
  // Guard takes a second to read all rules: one that names no type of these templates could only skip them.
  const disabledRules = rules.filter((rule) => !concerns(rule, types)).map(({ file }) => parse(file).name);
  const report = new CfnGuardValidator({ disabledRules }).validate({
    appConstruct: app,
    templatePaths: assembly.stacks.map((artifact) => artifact.templateFullPath),
  });
  const ids = new Map(rules.map((rule) => [rule.name, rule.id]));
  return report.violations.flatMap((violation) =>
    violation.violatingResources
      .filter(
        ({ resourceLogicalId }) => !accepted(app, resourceLogicalId, `ControlTower-${ids.get(violation.ruleName)}`),
      )
      .map(({ resourceLogicalId }) => `${ids.get(violation.ruleName)} ${violation.ruleName} ${resourceLogicalId}`),
  );
}

type ResourceTypes = Readonly<Record<string, { readonly Type: string }>>;

function typesIn(templates: readonly { readonly Resources?: ResourceTypes }[]): ReadonlySet<string> {
  return new Set(templates.flatMap(({ Resources = {} }) => Object.values(Resources).map(({ Type }) => Type)));
}

function accepted(app: App, logicalId: string, finding: string): boolean {
  return app.node
    .findAll()
    .filter((node) => CfnResource.isCfnResource(node) && Stack.of(node).resolve(node.logicalId) === logicalId)
    .flatMap((node) => node.node.metadata)
    .some(({ type, data }) => type === WAIVER_METADATA && (data as Waiver).id === finding);
}

/** What cfn-lint says of the synthesized templates (W3005 aside), or undefined where it is not installed. */
export function lintFindings(stack: Stack): Promise<string[] | undefined> {
  return cfnLint((stack.node.root as App).synth().stacks.map((artifact) => artifact.templateFullPath));
}

/** Removes what `testStack` wrote. */
export function discard(stack: Stack): void {
  rmSync((stack.node.root as App).outdir, { recursive: true, force: true });
}

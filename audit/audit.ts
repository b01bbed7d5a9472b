import type { CfnResource } from 'aws-cdk-lib';
import type { CloudAssembly } from 'aws-cdk-lib/cx-api';
import type { NagPack } from 'cdk-nag';
import type { IConstruct } from 'constructs';
import { readTemplates as readAssembly } from './assembly/read-templates';
import { resolve } from './assembly/resolve';
import { requireDay } from './audit-error';
import { readAccess } from './ledger/access';
import { judge } from './ledger/judge';
import { order } from './ledger/order';
import { placeOf } from './ledger/place';
import type { LedgerRow } from './ledger/row';
import { published, readTemplates } from './ledger/templates';
import { waiverProblems } from './ledger/waivers';
import { cloudFormation, cloudFormationSkipped } from './packs/cloudformation';
import { controlTower } from './packs/guard';
import { recordAll } from './packs/record-all';
import { platformPacks } from './packs/standard';
import { prove } from './proofs/prove';
import { proofRows } from './proofs/rows';
import type { AuditResult } from './result';
import { Steps, type OnStep } from './steps';
import { toolVersions } from './tools';

export interface AuditOptions {
  /** The app whose tree the packs walk; already synthesized. */
  readonly app: IConstruct;
  /** What the app was synthesized to. */
  readonly assembly: CloudAssembly;
  /** The day of the run, `YYYY-MM-DD`: waivers are judged by it, and it is the only time in the evidence. */
  readonly date: string;
  /** @default the five standard packs and LlmPipelineChecks */
  readonly packs?: readonly NagPack[];
  /** Whether CDK's own CloudFormation validation runs; where not, the ledger says *not evaluated*. @default true */
  readonly validateTemplates?: boolean;
  /** SHA-256 of the configuration the app was made from. */
  readonly configHash?: string;
  /** Told when each step starts and ends. */
  readonly onStep?: OnStep;
}

/**
 * Judges a synthesized app: cdk-nag packs over the tree, Control Tower and CloudFormation rules over the templates, proofs
 * of what all templates together allow, and the waivers. Never fails on what it finds: that is in the result.
 *
 * @throws AuditError `DATE_INVALID`; TemplateError where the assembly is not the app's
 */
export async function auditApp(options: AuditOptions): Promise<AuditResult> {
  const { app, assembly, date, configHash } = options;
  requireDay(date);
  const steps = new Steps(options.onStep);
  const templates = await steps.run('templates', () => readTemplates(app, assembly));
  // The two that leave this thread go first and run while the packs keep it busy.
  const guard = steps.run('Control Tower rules', () => controlTower(templates, date));
  const validation = steps.run('CloudFormation validation', () =>
    (options.validateTemplates ?? true)
      ? cloudFormation(templates, date)
      : { rows: cloudFormationSkipped(templates), version: undefined },
  );
  const packs = options.packs ?? platformPacks();
  const nag = await steps.run('cdk-nag packs', () => recordAll(packs, app, date));
  const proofs = await steps.run('proofs', () => {
    const model = resolve(readAssembly(assembly.directory));
    // A refuted proof is waived where it stands, as any other finding.
    const nodeOf = ({ stack, logicalId }: LedgerRow): CfnResource | undefined =>
      templates.find((template) => template.stack === stack)?.resources.get(logicalId);
    return proofRows(prove(model), model).map((row) => {
      const node = row.logicalId === '' ? undefined : nodeOf(row);
      const placed = node ? { ...row, ...placeOf(node) } : row;
      return row.outcome === 'non-compliant' ? judge(placed, node, date) : placed;
    });
  });
  const { rows: validationRows, version } = await validation;
  const all = [...nag, ...proofs, ...(await guard), ...validationRows];
  return steps.run('ledger', () => ({
    date,
    ...(configHash === undefined ? {} : { configHash }),
    tools: toolVersions(version),
    templates: templates.map(published),
    rows: order(all).rows,
    problems: waiverProblems(app, date, reportedIn(all), unjudgedIn(all)),
    access: readAccess(templates),
  }));
}

function reportedIn(rows: readonly LedgerRow[]): Map<string, Set<string>> {
  const reported = new Map<string, Set<string>>();
  for (const { outcome, path, finding } of rows) {
    if (outcome === 'compliant' || outcome === 'not applicable') continue;
    const ids = reported.get(path);
    if (ids) ids.add(finding);
    else reported.set(path, new Set([finding]));
  }
  return reported;
}

function unjudgedIn(rows: readonly LedgerRow[]): string[] {
  return [...new Set(rows.filter((row) => row.cause === 'unavailable').map((row) => row.pack))];
}

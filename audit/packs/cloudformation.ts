import { Worker } from 'node:worker_threads';
import type { PolicyValidationPluginReport } from 'aws-cdk-lib';
import { judge, notEvaluated } from '../ledger/judge';
import { placeOf } from '../ledger/place';
import type { LedgerRow } from '../ledger/row';
import { placeOfTemplate, type LocalTemplate } from '../ledger/templates';

/** The pack's name in the ledger. A finding's id is `CloudFormation-F3002`. */
export const CLOUDFORMATION = 'CloudFormation';

/** What came of CDK's own validation, and the version of its engine. */
export interface CloudFormationResult {
  readonly rows: LedgerRow[];
  readonly version?: string;
}

/** Runs in the worker. Text and not a file, so that it is the same under tsx, jest and the compiled build. */
const WORKER = `
  const { parentPort, workerData } = require('node:worker_threads');
  const { CloudFormationValidatePlugin } = require(workerData.library);
  const plugin = new CloudFormationValidatePlugin();
  const report = plugin.validate({
    stackTemplates: workerData.stackTemplates,
    templatePaths: workerData.stackTemplates.map((stack) => stack.templatePath),
  });
  parentPort.postMessage({ report, version: plugin.version });
`;

/**
 * Runs CDK's own CloudFormation validation on the templates once, in a thread beside the packs: its engine takes three
 * seconds to start. Synthesis, which would run it too, is better told not to (`CDK_VALIDATION=false`): there it turns
 * errors into warnings or ends the process. It names violations only, so a template without any has one row.
 */
export async function cloudFormation(
  templates: readonly LocalTemplate[],
  date?: string,
): Promise<CloudFormationResult> {
  const judged = templates.filter(({ beyond }) => beyond === undefined);
  const refused = templates.flatMap((template) =>
    template.beyond === undefined ? [] : [notEvaluated(blank(template), new Error(template.beyond))],
  );
  if (judged.length === 0) return { rows: refused };
  try {
    const { report, version } = await validate(judged);
    return { rows: [...judged.flatMap((template) => rowsOf(template, report, date)), ...refused], version };
  } catch (error) {
    return { rows: [...judged.map((template) => notEvaluated(blank(template), error)), ...refused] };
  }
}

/** The rows where the validation was switched off. */
export function cloudFormationSkipped(templates: readonly LocalTemplate[]): LedgerRow[] {
  const detail = "CDK's own CloudFormation validation was switched off for this run";
  return templates.map((template) => ({ ...blank(template), cause: 'unavailable', detail }));
}

function rowsOf(template: LocalTemplate, report: PolicyValidationPluginReport, date?: string): LedgerRow[] {
  const rows = report.violations.flatMap((violation) =>
    violation.violatingResources
      .filter((resource) => resource.templatePath === template.absolutePath)
      .map(({ resourceLogicalId: logicalId }) => {
        const node = logicalId ? template.resources.get(logicalId) : undefined;
        const resourceType = template.document.Resources?.[logicalId ?? '']?.Type ?? '';
        const row: LedgerRow = {
          ...blank(template, violation.ruleName),
          ...(node ? placeOf(node) : { logicalId: logicalId ?? '', resourceType }),
          outcome: 'non-compliant',
          detail: violation.description,
        };
        return judge(row, node, date);
      }),
  );
  if (rows.length > 0) return rows;
  const detail = 'the engine read the whole template and reported nothing; it names violations only';
  return [{ ...blank(template), outcome: 'compliant', detail }];
}

function blank(template: LocalTemplate, id = 'template'): LedgerRow {
  const rule = `${CLOUDFORMATION}-${id}`;
  return {
    pack: CLOUDFORMATION,
    rule,
    finding: rule,
    ...placeOfTemplate(template),
    outcome: 'not evaluated',
    detail: '',
  };
}

function validate(
  templates: readonly LocalTemplate[],
): Promise<{ readonly report: PolicyValidationPluginReport; readonly version?: string }> {
  const stackTemplates = templates.map(({ path, absolutePath, account, region }) => ({
    stackConstructPath: path,
    templatePath: absolutePath,
    accountId: account,
    region,
  }));
  return new Promise((resolve, reject) => {
    const worker = new Worker(WORKER, {
      eval: true,
      workerData: { library: require.resolve('aws-cdk-lib'), stackTemplates },
    });
    worker.once('message', (message) => {
      resolve(message);
      void worker.terminate();
    });
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`the validation ended with code ${code} and without a report`)));
  });
}

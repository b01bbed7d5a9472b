import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readTemplates } from './assembly/read-templates';
import { resolve } from './assembly/resolve';
import { AuditError, requireDay } from './audit-error';
import { readAccess } from './ledger/access';
import { includeTemplate, type IncludedTemplate } from './ledger/included';
import { order } from './ledger/order';
import type { LedgerRow } from './ledger/row';
import { placeOfTemplate, published, type LocalTemplate } from './ledger/templates';
import { cloudFormation } from './packs/cloudformation';
import { controlTower } from './packs/guard';
import { recordAll } from './packs/record-all';
import { platformPacks } from './packs/standard';
import { prove } from './proofs/prove';
import { proofRows } from './proofs/rows';
import type { AuditResult } from './result';
import { Steps, type OnStep } from './steps';
import { toolVersions } from './tools';

export interface TemplateAuditOptions {
  /** A template (JSON or YAML), a folder of them, a `cdk.out`, or a glob. */
  readonly path: string;
  /** The day of the run, `YYYY-MM-DD`. */
  readonly date: string;
  /** Seconds of processor time for all proofs; what does not fit is *not evaluated*. @default 8 */
  readonly proofSeconds?: number;
  /** Told when each step starts and ends. */
  readonly onStep?: OnStep;
}

/** Enough for a thousand resources; a template that is made to be hard gets no more. */
const PROOF_SECONDS = 8;

/** The pack under which the ledger lists what could not be read. */
const READING = 'Templates';

/**
 * Judges anybody's templates: the packs over each, Control Tower and CloudFormation rules, and proofs over all of them together. What
 * cannot be read is a row that says so, and is open; nothing that a template holds makes this throw.
 *
 * @throws AuditError `DATE_INVALID`, `TEMPLATES_MISSING` where nothing at the path is a template
 */
export async function auditTemplates({ path, date, proofSeconds, onStep }: TemplateAuditOptions): Promise<AuditResult> {
  requireDay(date);
  const steps = new Steps(onStep);
  const model = await steps.run('templates', () => resolve(readTemplates(path)));
  if (model.templates.length + model.notEvaluated.length === 0) {
    throw new AuditError('TEMPLATES_MISSING', `${path} holds no CloudFormation template`);
  }
  const folder = mkdtempSync(join(tmpdir(), 'rampart-templates-'));
  try {
    const included = model.templates.map(({ source }, index) => includeTemplate(source, folder, index));
    const templates = included.map(({ template }) => template);
    const guard = steps.run('Control Tower rules', () => controlTower(templates, date));
    const validation = steps.run('CloudFormation validation', () => cloudFormation(templates, date));
    const nag = await steps.run('cdk-nag packs', () => included.flatMap((one) => judged(one, date)));
    const proofs = await steps.run('proofs', () =>
      proofRows(prove(model, { seconds: proofSeconds ?? PROOF_SECONDS }), model),
    );
    const { rows: validationRows, version } = await validation;
    const unread = model.notEvaluated.map(({ file, pointer, line, reason }): LedgerRow => {
      const place = `${file}${line === undefined ? '' : `:${line}`}${pointer ?? ''}`;
      return {
        pack: READING,
        rule: `${READING}-readable`,
        finding: `${READING}-readable[${place}]`,
        stack: file,
        logicalId: '',
        resourceType: '',
        path: file,
        outcome: 'not evaluated',
        cause: 'threw',
        detail: reason,
      };
    });
    return {
      date,
      tools: toolVersions(version),
      templates: templates.map(published),
      rows: order([...nag, ...proofs, ...(await guard), ...validationRows, ...unread]).rows,
      problems: [],
      access: readAccess(templates),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The rows of every pack, at the places that the template itself names. */
function judged({ template, app, refused }: IncludedTemplate, date: string): LedgerRow[] {
  if (!app) {
    const place = placeOfTemplate(template);
    return platformPacks().map(({ readPackName: pack }): LedgerRow => {
      const rule = `${pack}-all rules`;
      return { pack, rule, finding: rule, ...place, outcome: 'not evaluated', cause: 'threw', detail: refused ?? '' };
    });
  }
  return recordAll(platformPacks(), app, date).map((row) => ({ ...row, ...placeIn(template, row) }));
}

function placeIn({ stack, document }: LocalTemplate, { logicalId }: LedgerRow): Pick<LedgerRow, 'stack' | 'path'> {
  const metadata = (document.Resources?.[logicalId] as { Metadata?: Record<string, unknown> } | undefined)?.Metadata;
  const path = metadata?.['aws:cdk:path'];
  return { stack, path: typeof path === 'string' ? path : logicalId === '' ? stack : `${stack}/${logicalId}` };
}

import type { Command } from 'commander';
import { RampartError } from '../contract/errors';
import { ExitCode, EXIT_CODES } from './exit-code';
import { formatOption } from './options';
import type { Session } from './session';
import { wrap } from './width';

/** An id that no rule, invariant or check has. */
export class ExplainError extends RampartError {}

/** What is known of one id. */
interface Explanation {
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  readonly risk?: string;
  readonly check?: string;
  readonly remedy?: string;
  readonly severity?: string;
  readonly decidability?: string;
  readonly sources?: readonly string[];
  readonly note?: string;
}

/** `rampart explain`: what a rule or an invariant looks for, why, and what to do. */
export function addExplain(program: Command, session: Session): void {
  program
    .command('explain')
    .argument(
      '[id]',
      'an invariant, a rule of ours, or a check of the AWS AI/ML security assessment; all are listed without one',
    )
    .summary('explain a rule or an invariant')
    .description(
      'Tells the risk behind a rule or an invariant, what is checked, which controls ask for it, and the remedy.',
    )
    .addOption(formatOption(['text', 'json']))
    .addHelpText(
      'after',
      `${EXIT_CODES}\n\nExamples:\n  rampart explain\n  rampart explain Proof-AccessMatrix\n  rampart explain GuardrailPromptAttack\n  rampart explain BR-05`,
    )
    .action(async (id: string | undefined, options: { readonly format: string }) => {
      const all = await explanations();
      const { terminal } = session;
      const shown = id === undefined ? all : [found(all, id)];
      if (options.format === 'json') terminal.out(`${JSON.stringify(id === undefined ? all : shown[0], null, 2)}\n`);
      else terminal.out(id === undefined ? listed(all) : shown.map((one) => inText(one, terminal.columns)).join('\n'));
      session.finish(ExitCode.CLEAR);
    });
}

async function explanations(): Promise<readonly Explanation[]> {
  const { INVARIANTS } = await import('../audit/proofs/invariants');
  const { ASSESSMENT, CATALOGUE } = await import('../audit/packs/llm/catalogue');
  return [
    ...INVARIANTS.map(({ id, title, risk, check, remedy, sources }): Explanation => {
      return { id, kind: 'invariant, proved over all templates together', title, risk, check, remedy, sources };
    }),
    ...CATALOGUE.map((control): Explanation => ({ ...control, kind: 'rule of LlmPipelineChecks' })),
    ...ASSESSMENT.map(({ id, title, decidability, note }): Explanation => {
      const rules = CATALOGUE.filter(({ sources }) => sources.includes(id)).map((control) => control.id);
      const proofs = INVARIANTS.filter(({ sources }) => sources.some((source) => source.endsWith(` ${id}`)));
      const deciding = [...rules, ...proofs.map((proof) => proof.id)];
      return {
        id,
        kind: 'check of the AWS AI/ML security assessment',
        title,
        decidability,
        ...(deciding.length > 0 ? { check: `Decided by ${deciding.join(', ')}.` } : {}),
        ...(note === undefined ? {} : { note }),
      };
    }),
  ];
}

function found(all: readonly Explanation[], id: string): Explanation {
  const wanted = id.toLowerCase().replace(/^llmpipelinechecks-/, '');
  const exact = all.find((one) => one.id.toLowerCase() === wanted || one.id.toLowerCase() === `proof-${wanted}`);
  if (exact) return exact;
  const near = all.filter((one) => one.id.toLowerCase().includes(wanted) || one.title.toLowerCase().includes(wanted));
  const hint =
    near.length > 0
      ? ` Near it: ${near
          .slice(0, 8)
          .map((one) => one.id)
          .join(', ')}.`
      : ' rampart explain lists all.';
  const pack = /^(?:AwsSolutions|NIST|HIPAA|PCI|Serverless|CT[.-]|ControlTower)/i.test(id)
    ? ' Rules of cdk-nag and Control Tower are explained by their own documentation, and beside each finding.'
    : '';
  throw new ExplainError(
    'ID_UNKNOWN',
    `No rule or invariant of Rampart has the id ${JSON.stringify(id)}.${pack}${hint}`,
  );
}

function listed(all: readonly Explanation[]): string {
  const width = Math.max(...all.map(({ id }) => id.length));
  const kinds = [...new Set(all.map(({ kind }) => kind))];
  return kinds
    .map((kind) => {
      const lines = all.filter((one) => one.kind === kind).map(({ id, title }) => `  ${id.padEnd(width)}  ${title}`);
      return `${kind}\n${lines.join('\n')}\n`;
    })
    .join('\n');
}

function inText(one: Explanation, columns: number | undefined): string {
  const room = columns === undefined ? Infinity : Math.max(20, columns - 14);
  const rows: [string, string | undefined][] = [
    ['what', one.kind],
    ['severity', one.severity],
    ['decidable', one.decidability],
    ['risk', one.risk],
    ['check', one.check],
    ['remedy', one.remedy],
    ['asked by', one.sources?.join(', ')],
    ['note', one.note],
  ];
  const lines = rows.flatMap(([label, text]) =>
    text === undefined || text === '' ? [] : [`  ${label.padEnd(12)}${wrap(text, room).join(`\n${' '.repeat(14)}`)}`],
  );
  return `${one.id}: ${one.title}\n${lines.join('\n')}\n`;
}

import type { Command } from 'commander';
import { printable } from '../audit/assembly/symbol';
import type { WhoMayAnswer } from '../audit/iam/questions';
import type { Given } from '../audit/iam/query';
import { unreadNote } from './can';
import { ExitCode } from './exit-code';
import { formatOption } from './options';
import type { Session } from './session';
import { takesKeys, takesTemplates, templatesAt, type TemplatesOption } from './templates';

interface WhoCanOptions extends TemplatesOption {
  readonly format: string;
  readonly key: Given;
}

const EXITS = `
Exit codes:
  0  nobody can: that is proved
  1  somebody can: each is listed, with a request and why it is allowed
  2  the command could not be carried out as given: the output says why
  3  Rampart itself failed
  4  nobody surely can, and for somebody it is not evaluated`;

/** `rampart who-can`: who may do that? Answered from templates, offline. */
export function addWhoCan(program: Command, session: Session): void {
  takesKeys(takesTemplates(program.command('who-can')))
    .summary('ask who may do something, from templates')
    .description(
      'Lists everyone who may do something: declared roles and users, AWS services, other accounts, anyone. An account may hold\n' +
        'principals that no template declares; they are listed where only an identity policy of theirs would decide.\n' +
        'Whoever is not listed may not: that is proved.',
    )
    .argument('<action>', 'e.g. kms:Decrypt; wildcards stand for any of them')
    .argument('<resource>', 'an ARN or pattern, a name, a logical id, or the end of a construct path')
    .addOption(formatOption(['text', 'json']))
    .addHelpText(
      'after',
      `${EXITS}\n\nExamples:\n  rampart who-can s3:GetObject Curated/Bucket --in cdk.out\n  rampart who-can kms:Decrypt Keys/Model --key kms:ViaService=-`,
    )
    .action(async (action: string, resource: string, options: WhoCanOptions) => {
      const model = await templatesAt(options.in);
      const { worldOf } = await import('../audit/world/world-of');
      const { resourceMeant } = await import('../audit/world/named');
      const { whoMay } = await import('../audit/iam/questions');
      const world = worldOf(model);
      const question = { action, resource: resourceMeant(model, world, resource), given: options.key };
      const answer = whoMay(world, question);
      const told =
        options.format === 'json'
          ? `${printable(JSON.stringify({ question, ...answer }, null, 2))}\n`
          : await inText(answer, question.action, question.resource);
      session.terminal.out(`${told}${unreadNote(model, options.format)}`);
      session.finish(exitOf(answer));
    });
}

function exitOf({ may, notEvaluated }: WhoMayAnswer): ExitCode {
  if (may.length > 0) return ExitCode.OPEN;
  return notEvaluated.length > 0 ? ExitCode.NOT_EVALUATED : ExitCode.CLEAR;
}

async function inText(
  { may, notEvaluated }: WhoMayAnswer,
  action: string,
  resources: readonly string[],
): Promise<string> {
  const { reasonInWords, requestInWords } = await import('../audit/proofs/words');
  const asked = printable(`${action} on ${resources.join(', ')}`);
  if (may.length + notEvaluated.length === 0) return `Nobody, proved: ${asked}\n`;
  const lines = [
    `${asked}:`,
    ...may.map(({ who, example }) => `  ${printable(who)}\n    ${requestInWords(example)}`),
    ...notEvaluated.map(({ who, why }) => `  ${printable(who)}\n    not evaluated: ${reasonInWords(why)}`),
    '  Nobody else, proved.',
  ];
  return `${lines.join('\n')}\n`;
}

import type { Command } from 'commander';
import type { Model } from '../audit/assembly/model';
import { printable } from '../audit/assembly/symbol';
import type { Answer } from '../audit/iam/answer';
import type { Given } from '../audit/iam/query';
import type { Colours } from './colour';
import { ExitCode } from './exit-code';
import { formatOption } from './options';
import type { Session } from './session';
import { takesKeys, takesTemplates, templatesAt, type TemplatesOption } from './templates';

interface CanOptions extends TemplatesOption {
  readonly format: string;
  readonly key: Given;
}

const EXITS = `
Exit codes:
  0  yes: the output shows a request that is allowed, and why
  1  no: that is proved, over all policies of the templates together
  2  the command could not be carried out as given: the output says why
  3  Rampart itself failed
  4  not evaluated: something that the templates leave open decides`;

/** `rampart can`: may a role do that? Answered from templates, offline. */
export function addCan(program: Command, session: Session): void {
  takesKeys(takesTemplates(program.command('can')))
    .summary('ask whether a role may do something, from templates')
    .description(
      'Decides from the templates whether a role or user may do something: identity, boundary, resource, key,\n' +
        'endpoint and control policies together. A yes comes with a request that is allowed; a no is proved.',
    )
    .argument('<role>', 'an ARN, a name, a logical id, or the end of a construct path')
    .argument('<action>', 'e.g. s3:GetObject; wildcards stand for any of them')
    .argument('<resource>', 'an ARN or pattern, or a name as for the role; a bucket stands for its objects too')
    .addOption(formatOption(['text', 'json']))
    .addHelpText(
      'after',
      `${EXITS}\n\nExamples:\n  rampart can train s3:DeleteObject '*' --in cdk.out\n  rampart can GatewayRole bedrock:InvokeModel '*' --key bedrock:GuardrailIdentifier=-\n  rampart can deploy kms:Decrypt KeysModel --in 'cdk.out/*.template.json'`,
    )
    .action(async (role: string, action: string, resource: string, options: CanOptions, command: Command) => {
      const model = await templatesAt(options.in);
      const { worldOf } = await import('../audit/world/world-of');
      const { principalMeant, resourceMeant } = await import('../audit/world/named');
      const { mayDo } = await import('../audit/iam/questions');
      const world = worldOf(model);
      const principal = principalMeant(model, world, role);
      const question = { principal, action, resource: resourceMeant(model, world, resource), given: options.key };
      const answer = mayDo(world, question);
      const paint = session.paint('out', command);
      const told =
        options.format === 'json'
          ? `${printable(JSON.stringify({ question, answer: verdictOf(answer), ...answer }, null, 2))}\n`
          : await inText(answer, `${principal} ${action} ${question.resource.join(', ')}`, paint);
      session.terminal.out(`${told}${unreadNote(model, options.format)}`);
      session.finish(EXIT[answer.kind]);
    });
}

const EXIT: Readonly<Record<Answer['kind'], ExitCode>> = {
  counterexample: ExitCode.CLEAR,
  proved: ExitCode.OPEN,
  notEvaluated: ExitCode.NOT_EVALUATED,
};

function verdictOf({ kind }: Answer): string {
  return { counterexample: 'yes', proved: 'no', notEvaluated: 'not evaluated' }[kind];
}

async function inText(answer: Answer, question: string, paint: Colours): Promise<string> {
  const { reasonInWords, shortRequest, statementInWords } = await import('../audit/proofs/words');
  if (answer.kind === 'proved') return `${paint.bold('No')}, proved: ${printable(question)}\n`;
  if (answer.kind === 'notEvaluated') return `${paint.bold('Not evaluated')}: ${reasonInWords(answer)}\n`;
  const lines = [
    `${paint.bold('Yes')}: ${shortRequest(answer.request)}`,
    ...answer.allowedBy.map((statement) => `  allowed by  ${printable(statementInWords(statement))}`),
    ...answer.denies
      .slice(0, 8)
      .map(({ statement, why }) => `  not denied by  ${printable(statementInWords(statement))}: ${printable(why)}`),
    ...(answer.absentKeys.length > 0 ? [`  without  ${answer.absentKeys.join(', ')}`] : []),
    ...answer.assumptions.map((one) => `  where  ${printable(one)}`),
  ];
  return `${lines.join('\n')}\n`;
}

/** A template that could not be read may hold a policy that decides. */
export function unreadNote({ notEvaluated }: Model, format: string): string {
  if (notEvaluated.length === 0 || format === 'json') return '';
  const lines = notEvaluated.slice(0, 5).map(({ file, reason }) => `  ${file}: ${reason}`);
  return `\nNot evaluated, and not part of the answer:\n${lines.join('\n')}\n`;
}

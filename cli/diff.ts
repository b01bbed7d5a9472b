import type { Command } from 'commander';
import { printable } from '../audit/assembly/symbol';
import type { Change, Side } from '../audit/change/change';
import type { Colours } from './colour';
import { ExitCode } from './exit-code';
import { formatOption } from './options';
import type { Session } from './session';
import { templatesAt } from './templates';

const EXITS = `
Exit codes, for a pull request:
  0  the new templates allow nothing that the old did not: that is proved
  1  they allow more, or something could not be evaluated: the output says what
  2  the command could not be carried out as given: the output says why
  3  Rampart itself failed`;

/** `rampart diff`: what a change of templates allows. */
export function addDiff(program: Command, session: Session): void {
  program
    .command('diff')
    .summary('tell what new templates allow that the old did not')
    .description(
      'Compares what two sets of templates allow: requests, ways to and from the internet, and invariants; in both directions,\n' +
        'each with an example. A refactoring that changes every line and allows the same has no difference.',
    )
    .argument('<old>', 'a template, a cdk.out folder, or a glob of templates')
    .argument('<new>', 'the same, after the change')
    .addOption(formatOption(['text', 'markdown', 'json']))
    .option('-l, --limit <number>', 'how many examples of access are listed for each direction', Number, 25)
    .addHelpText(
      'after',
      `${EXITS}\n\nExamples:\n  rampart diff base/cdk.out head/cdk.out\n  rampart diff old.yaml new.yaml --format markdown >> "$GITHUB_STEP_SUMMARY"`,
    )
    .action(
      async (
        before: string,
        after: string,
        options: { readonly format: string; readonly limit: number },
        command: Command,
      ) => {
        if (!Number.isInteger(options.limit) || options.limit < 1)
          command.error('error: --limit must be a whole number of at least 1.');
        const [old, now] = [await templatesAt(before), await templatesAt(after)];
        const { allowsNothingMore, changeBetween } = await import('../audit/change/change');
        const change = changeBetween(old, now, options.limit);
        const paint = session.paint('out', command);
        session.terminal.out(
          options.format === 'json'
            ? `${printable(JSON.stringify(change, (key, value: unknown) => (key === 'resource' ? undefined : value), 2))}\n`
            : await inWords(change, options.format === 'markdown', paint),
        );
        session.finish(allowsNothingMore(change) ? ExitCode.CLEAR : ExitCode.OPEN);
      },
    );
}

async function inWords(change: Change, isMarkdown: boolean, paint: Colours): Promise<string> {
  const heading = (text: string): string => (isMarkdown ? `### ${text}` : paint.bold(text));
  const [more, less] = [await linesOf(change.more), await linesOf(change.less)];
  const blocks = [
    more.length > 0
      ? [heading('The new templates allow more'), ...more]
      : [
          heading('The new templates allow nothing more'),
          ...(change.notEvaluated.length === 0 ? ['- proved, for every request, subnet and invariant'] : []),
        ],
    less.length > 0 ? [heading('They no longer allow'), ...less] : [],
    change.notEvaluated.length > 0
      ? [heading('Not evaluated'), ...change.notEvaluated.map((line) => `- ${printable(line)}`)]
      : [],
  ];
  return `${blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'))
    .join('\n\n')}\n`;
}

async function linesOf({ access, network, refuted }: Side): Promise<readonly string[]> {
  const { reasonInWords, requestInWords } = await import('../audit/proofs/words');
  const lines = [
    ...access.examples.map((example) => requestInWords(example)),
    ...access.notEvaluated.map((open) => `perhaps more: ${reasonInWords(open)}`),
    ...(access.more ? ['and more requests: --limit lists them'] : []),
    ...network.map(
      ({ place, direction, path }) =>
        `${place}: a way ${direction === 'out' ? 'to' : 'from'} the internet: ${path.hops.map(({ what }) => what).join(', then ')}`,
    ),
    ...refuted.map(
      ({ invariant, title, proof }) => `${invariant}: no longer so: ${title}. ${proof.subject}: ${proof.detail}`,
    ),
  ];
  return lines.map((line) => `- ${printable(line)}`);
}

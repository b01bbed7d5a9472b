import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { createProgram } from '../../cli/program';
import type { Session } from '../../cli/session';
import { recorder } from '../cli/recorder';

interface Workflow {
  readonly jobs: Readonly<Record<string, { readonly steps: readonly { readonly run?: string }[] }>>;
}

test('the workflow for pull requests calls a command that there is, with options that it has', () => {
  const text = readFileSync(join(__dirname, '..', '..', 'examples', 'pull-request', 'rampart-diff.yml'), 'utf8');
  const { jobs } = parse(text) as Workflow;
  const scripts = Object.values(jobs).flatMap(({ steps }) =>
    steps.flatMap(({ run }) => (run === undefined ? [] : [run])),
  );
  const calls = scripts.flatMap((script) => script.split('\n')).filter((line) => line.includes('npx rampart'));
  expect(calls).toHaveLength(1);
  const [, name, options = ''] = /npx rampart (\S+)(.*)/.exec(calls[0] ?? '') ?? [];
  const program = createProgram({ terminal: recorder().terminal } as Session);
  const command = program.commands.find((one) => one.name() === name);
  const known = command?.options.map(({ long }) => long);
  for (const [option] of options.matchAll(/--\w+/g)) expect(known).toContain(option);
  expect(scripts.some((script) => script.includes('exit $code'))).toBe(true);
});

import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parse } from 'yaml';
import { accessTable } from '../../cli/access';
import { colours } from '../../cli/colour';
import { EXIT_CODES } from '../../cli/exit-code';
import { DataClass } from '../../contract/data-class';
import { accessMatrix } from '../../lib/access';
import { loadConfig } from '../../lib/config/load';
import { configSchema } from '../../lib/config/schema';
import { brokenLinks, claims, fences, quotes } from './document';

const ROOT = join(__dirname, '..', '..');
const DOCUMENTS = [
  ...readdirSync(ROOT).filter((file) => file.endsWith('.md')),
  ...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => join('docs', file)),
];
const EXAMPLES = readdirSync(join(ROOT, 'examples'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => read(join('examples', file)));

function read(file: string): string {
  return readFileSync(join(ROOT, file), 'utf8');
}

function links(from: string): (target: string) => string | undefined {
  return (target) => {
    const file = resolve(ROOT, dirname(from), target);
    if (!existsSync(file)) return undefined;
    return statSync(file).isDirectory() ? '' : readFileSync(file, 'utf8');
  };
}

test('the documents of a project are there', () => {
  const wanted = ['README.md', 'CHANGELOG.md', 'CONTRIBUTING.md', 'SECURITY.md', 'docs/architecture.md'];
  expect(DOCUMENTS).toEqual(expect.arrayContaining(wanted));
  expect(read('LICENSE')).toContain('Apache License');
});

describe.each(DOCUMENTS)('%s', (file) => {
  const text = read(file);

  test('quotes code only as it stands in an example', () => {
    const blocks = fences(text).filter(({ language }) => language === 'ts');
    const strange = blocks.filter(({ code }) => !EXAMPLES.some((example) => quotes(example, code)));
    expect(strange).toEqual([]);
  });

  test('links to files and headings that are there', () => {
    expect(brokenLinks(text, links(file))).toEqual([]);
  });

  test('never claims compliance, and names no registry and no path of a machine', () => {
    expect(claims(text)).toEqual([]);
    expect(text).not.toMatch(/registry\.npmjs|npmjs\.(com|org)|yarnpkg|(^|[\s`'"(])\/(work|home|tmp|Users|root)\//m);
  });
});

describe('README.md', () => {
  const blocks = fences(read('README.md'));

  test('starts with two commands, and both run a script that exists', () => {
    const [first] = blocks;
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    expect(first?.code.split('\n').map((line) => line.replace(/\s*#.*/, ''))).toEqual([
      'npm ci && npm start',
      'npm ci && npm test',
    ]);
    expect(scripts).toMatchObject({ start: expect.stringContaining('audit config/minimal.yaml'), test: 'jest' });
  });

  test('shows the whole of config/minimal.yaml', () => {
    const shown = blocks.find(({ language }) => language === 'yaml');
    expect(parse(shown?.code ?? '')).toEqual(parse(read('config/minimal.yaml')));
  });

  test('shows the exit codes as `--help` does', () => {
    expect(blocks.map(({ code }) => code)).toContain(EXIT_CODES.trim());
  });

  test('shows what `rampart access --class model` prints', () => {
    const rows = accessMatrix(loadConfig(join(ROOT, 'config/minimal.yaml')));
    const terminal = { environment: {}, outIsTty: false } as Parameters<typeof colours>[0];
    const model = rows.filter((row) => row.dataClass === DataClass.MODEL);
    const printed = accessTable(model, undefined, colours(terminal, 'out', false));
    expect(blocks.map(({ code }) => code)).toContainEqual(
      expect.stringContaining(`$ npx rampart access config/minimal.yaml --class model\n${printed.trimEnd()}`),
    );
  });
});

test('every key of a config is explained to platform teams', () => {
  const text = read('docs/for-platform-teams.md');
  const { existing, people, retentionDays } = configSchema.shape;
  const keys = [
    ...Object.keys(configSchema.shape),
    ...Object.keys(existing.unwrap().shape),
    ...Object.keys(people.shape),
    ...Object.keys(retentionDays.unwrap().shape),
  ];
  expect(keys.filter((key) => !text.includes(`\`${key}\``) && !text.includes(`.${key}\``))).toEqual([]);
});

test('every public construct is explained to its users', () => {
  const names = [...read('constructs/index.ts').matchAll(/^export \{ ([A-Z]\w+)/gm)]
    .map(([, name = '']) => name)
    .filter((name) => !name.endsWith('Error') && name !== 'DataClass');
  expect(names.length).toBeGreaterThan(15);
  const text = read('docs/for-construct-users.md');
  expect(names.filter((name) => !text.includes(`\`${name}\``) && !text.includes(`## ${name}`))).toEqual([]);
});

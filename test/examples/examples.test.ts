import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { openFindings } from '../support/compliance';

const ROOT = join(__dirname, '..', '..');
const FILES = readdirSync(join(ROOT, 'examples')).filter((file) => file.endsWith('.ts'));

/** What the room's door exports, by the name of the file that holds it: `data-vault` for `DataVault`. */
function publicConstructs(): string[] {
  const door = readFileSync(join(ROOT, 'constructs', 'index.ts'), 'utf8');
  return [...door.matchAll(/^export \{[^}]*\} from '(\.\/[^']+)'/gm)]
    .map(([, path = '']) => join(ROOT, 'constructs', `${path}.ts`))
    .filter((file) => existsSync(file) && /^export class \w+ extends Construct /m.test(readFileSync(file, 'utf8')))
    .map((file) => file.replace(/^.*\//, '').replace(/\.ts$/, ''));
}

function open(app: App): string[] {
  return app.node.children.filter((child) => Stack.isStack(child)).flatMap((stack) => openFindings(stack as Stack));
}

test('the folder holds examples', () => {
  expect(FILES.length).toBeGreaterThan(10);
});

test.each(FILES)('%s synthesizes, has resources, and nothing in it is open in five packs', async (file) => {
  const { example } = (await import(join(ROOT, 'examples', file))) as { example: () => App };
  const app = example();
  const { stacks, directory } = app.synth();
  const resources = stacks.flatMap(({ template }) => Object.keys(template.Resources as object));
  expect(resources.length).toBeGreaterThan(0);
  expect(open(app)).toEqual([]);
  rmSync(directory, { recursive: true, force: true });
});

test('a bare bucket beside them would be found', () => {
  const app = new App({ analyticsReporting: false });
  new Bucket(new Stack(app, 'Planted', { env: { account: '111122223333', region: 'eu-central-1' } }), 'Bare');
  expect(open(app)).not.toEqual([]);
});

test('every public construct has an example of its name, of sixty lines at most', () => {
  const constructs = publicConstructs();
  expect(constructs.length).toBeGreaterThan(10);
  expect(constructs.filter((name) => !FILES.includes(`${name}.ts`))).toEqual([]);
  const long = FILES.filter((file) => readFileSync(join(ROOT, 'examples', file), 'utf8').split('\n').length > 61);
  expect(long).toEqual([]);
});

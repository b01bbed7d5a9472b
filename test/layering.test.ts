import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';

const ROOT = join(__dirname, '..');
const ROOMS = ['contract', 'stages', 'constructs', 'lib', 'audit', 'cli', 'bin'] as const;

/** Which rooms and packages a room may import. A package is named by its first words. */
const MAY: Readonly<Record<string, { readonly rooms: readonly string[]; readonly packages: RegExp }>> = {
  contract: { rooms: [], packages: /^$/ },
  stages: {
    rooms: ['contract'],
    packages:
      /^(@aws-sdk\/|@smithy\/|@aws-lambda-powertools\/|aws-lambda$|@duckdb\/node-api$|hyparquet|eld|html-to-text$|nspell$|dictionary-en$)/,
  },
  constructs: { rooms: ['contract'], packages: /^(aws-cdk-lib|constructs$|esbuild$)/ },
  lib: { rooms: ['constructs', 'contract'], packages: /^(aws-cdk-lib|constructs$|zod$|yaml$)/ },
  audit: {
    rooms: ['contract'],
    packages:
      /^(@aws-sdk\/client-|aws-cdk-lib|constructs$|cdk-nag$|@cdklabs\/cdk-validator-cfnguard|@cloud-copilot\/iam-data|yaml$)/,
  },
  cli: { rooms: ['contract', 'stages', 'constructs', 'lib', 'audit'], packages: /^(commander$|picocolors$)/ },
  bin: { rooms: ['lib', 'cli'], packages: /^$/ },
};

interface Import {
  readonly from: string;
  readonly to: string;
}

function importsOf(room: string, root = ROOT): Import[] {
  return readdirSync(join(root, room), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => importsIn(join(root, room, file)));
}

function importsIn(from: string, text = readFileSync(from, 'utf8')): Import[] {
  const pattern = /(?:\bfrom\s+|\bimport\s*\(\s*|\brequire\s*\(\s*|\bimport\s+)'([^']+)'/g;
  return [...text.matchAll(pattern)].map((match) => ({ from, to: match[1] ?? '' }));
}

/** Why an import is not allowed, or undefined where it is. */
function wrong(room: string, { from, to }: Import): string | undefined {
  const rule = MAY[room];
  const where = `${relative(ROOT, from)} imports ${to}`;
  if (to.startsWith('.')) {
    const [other = ''] = relative(ROOT, join(dirname(from), to)).split(sep);
    return other === room || rule?.rooms.includes(other) ? undefined : where;
  }
  if (to.startsWith('node:')) return room === 'contract' ? where : undefined;
  return rule?.packages.test(to) ? undefined : where;
}

test.each(ROOMS)('%s imports only what it may', (room) => {
  const imports = importsOf(room);
  expect(imports.length + (room === 'contract' ? 1 : 0)).toBeGreaterThan(0);
  expect(imports.map((entry) => wrong(room, entry)).filter((line) => line !== undefined)).toEqual([]);
});

test.each([
  ['audit', "import { DataVault } from '../constructs/vault/data-vault';"],
  ['audit', "import { accessMatrix } from '../lib/access';"],
  ['stages', "import { Stack } from 'aws-cdk-lib';"],
  ['constructs', "import { x } from '../stages/gateway/serve';"],
  ['contract', "import { readFileSync } from 'node:fs';"],
  ['constructs', "const late = await import('../lib/access');"],
  ['lib', "import '../audit/audit';"],
])('the rule is alive: in %s, %s is refused', (room, line) => {
  const [entry] = importsIn(join(ROOT, room, 'planted.ts'), line);
  expect(entry && wrong(room, entry)).toContain('imports');
});

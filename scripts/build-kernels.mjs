/**
 * Compiles each `stages/**\/assembly/index.ts`, which is AssemblyScript, to `kernel.wasm.ts` beside the folder. That holds the module in base64: a
 * bundle and a package carry it without a file beside them. Run it by `npm run kernels` after a change; `--check` compares with what is there.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import asc from 'assemblyscript/asc';

/** Where a kernel's constant texts begin in its memory, behind the classes of all code points and the results. */
const CONSTANTS = 0x110300;
const OPTIONS = ['-O3', '--noAssert', '--runtime', 'stub', '--enable', 'simd', '--memoryBase', String(CONSTANTS)];

const check = process.argv.includes('--check');
for (const file of readdirSync('stages', { recursive: true, encoding: 'utf8' })) {
  if (!file.endsWith(join('assembly', 'index.ts'))) continue;
  const source = join('stages', file);
  const target = join(dirname(dirname(source)), 'kernel.wasm.ts');
  const made = await compiled(source);
  if (!check) writeFileSync(target, made);
  else if (readFileSync(target, 'utf8') !== made)
    throw new Error(`${target} is not what ${source} compiles to: run \`npm run kernels\``);
  console.log(`${target}: ${check ? 'as compiled' : `${made.length} characters`}`);
}

async function compiled(source) {
  let binary = new Uint8Array();
  const { error, stderr } = await asc.main([source, '--outFile', 'kernel.wasm', ...OPTIONS], {
    writeFile: (_, contents) => {
      binary = contents;
    },
  });
  if (error) throw new Error(`${source} does not compile\n${stderr.toString()}`);
  const lines = Buffer.from(binary)
    .toString('base64')
    .match(/.{1,110}/g)
    .map((line) => `  '${line}'`);
  return `/** Compiled from \`assembly/index.ts\` by \`npm run kernels\`. */\nexport const MODULE =\n${lines.join(' +\n')};\n`;
}

import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { growTo, kernelOf, type Memory } from '../../../stages/data/kernel';
import { MODULE } from '../../../stages/data/clean/measure/kernel.wasm';

const ROOT = join(__dirname, '../../..');

test('what is committed of each kernel is what it compiles to', () => {
  const said = execFileSync(process.execPath, ['scripts/build-kernels.mjs', '--check'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  expect(said).toContain('stages/data/clean/measure/kernel.wasm.ts: as compiled');
  expect(said).toContain('stages/data/words/kernel.wasm.ts: as compiled');
}, 60_000);

test('two instances of a kernel have memories of their own, and one that grows keeps what it held', () => {
  const [one, other] = [kernelOf<{ memory: Memory }>(MODULE), kernelOf<{ memory: Memory }>(MODULE)];
  new Uint8Array(one.memory.buffer)[7] = 9;
  expect(new Uint8Array(other.memory.buffer)[7]).toBe(0);
  const before = one.memory.buffer.byteLength;
  growTo(one.memory, before + 1);
  expect(one.memory.buffer.byteLength).toBe(before + 65_536);
  expect(new Uint8Array(one.memory.buffer)[7]).toBe(9);
  growTo(one.memory, 1);
  expect(one.memory.buffer.byteLength).toBe(before + 65_536);
});

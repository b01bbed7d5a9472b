import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import wabt from 'wabt';
import { growTo, kernelOf, type Memory } from '../../../stages/data/kernel';
import { MODULE } from '../../../stages/data/dedupe/near/min-hash.wasm';

const ROOT = join(__dirname, '../../..');
const SOURCES = readdirSync(join(ROOT, 'stages'), { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.wat'),
);

test.each(SOURCES)('what is committed of %s is what it assembles to', async (file) => {
  const { parseWat } = await wabt();
  const path = join(ROOT, 'stages', file);
  const { buffer } = parseWat(file, readFileSync(path, 'utf8'), { simd: true }).toBinary({});
  const committed = (await import(path.replace(/\.wat$/, '.wasm'))) as { MODULE: string };
  expect(committed.MODULE).toBe(Buffer.from(buffer).toString('base64'));
});

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

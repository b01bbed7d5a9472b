import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { parquetWriteBuffer } from 'hyparquet-writer';
import type { Format } from '../../../../stages/data/acquire/source';
import { FolderStore } from '../../../../stages/data/engine/folder-store';
import { Seeded } from '../../../../stages/data/seeded';
import { document, played, settings } from './world';

jest.setTimeout(180_000);

const RECORDS = 9_400;
const FILES = 600;

/** A record that is broken in one of many ways, as bytes without a newline. */
function brokenRecord(random: Seeded, index: number): Buffer {
  const good = JSON.stringify({ text: document(index, 3), label: 'yes' });
  const cut = random.below(good.length);
  switch (index % 14) {
    case 0:
      return Buffer.from(good.slice(0, Math.max(1, cut)));
    case 1: {
      const bytes = Buffer.from(good);
      for (let flips = 0; flips < 3; flips++) bytes[random.below(bytes.length)] = 0x80 + random.below(0x7f);
      return bytes;
    }
    case 2:
      return Buffer.from(`${'['.repeat(5000)}${']'.repeat(5000)}`);
    case 3:
      return Buffer.from(JSON.stringify({ text: { nested: good } }));
    case 4:
      return Buffer.from(
        JSON.stringify({ text: '\u0000\u0001\ud800\udfff\u202e\u200b\ufeff'.repeat(1 + random.below(50)) }),
      );
    case 5:
      return Buffer.from('{"text":"\\ud800 lone"}');
    case 6:
      return Buffer.from(JSON.stringify({ text: `<div>`.repeat(3000) }));
    case 7:
      return Buffer.from(`{"text":${'9'.repeat(400)}}`);
    case 8:
      return Buffer.from([0, 0, 0, 0x7b, 0x7d]);
    case 9:
      return Buffer.from(JSON.stringify({ text: 'a'.repeat(20_000) }));
    case 10:
      return Buffer.from(JSON.stringify({ text: `${'(a+'.repeat(500)}@${'.com'.repeat(300)}` }));
    case 11:
      return Buffer.from(
        `{"text":"x",${index % 28 === 11 ? '"te\\u0078t":"y",' : ''}"constructor":{"prototype":1},"label":[1]}`,
      );
    case 12:
      return Buffer.from(JSON.stringify({ text: `${'4111 1111 1111 1111 '.repeat(60)}${'0'.repeat(3000)}` }));
    default:
      return Buffer.from('null');
  }
}

/** A file that is broken in one of many ways, and whether it holds one record as far as anybody can say. */
function brokenFile(
  random: Seeded,
  index: number,
): { readonly format: Format; readonly name: string; readonly body: Buffer } {
  const noise = Buffer.from(Array.from({ length: 1 + random.below(300) }, () => random.below(256)));
  switch (index % 6) {
    case 0:
      return { format: 'text', name: `${index}.txt`, body: noise };
    case 1:
      return { format: 'html', name: `${index}.html`, body: Buffer.from(`<html><!--${'<b><i>'.repeat(400)}`) };
    case 2:
      return { format: 'text', name: `${index}.txt.gz`, body: gzipSync(noise).subarray(0, 5 + random.below(20)) };
    case 3:
      return { format: 'html', name: `${index}.html`, body: Buffer.concat([Buffer.from([0xff, 0xfe]), noise]) };
    case 4:
      return { format: 'text', name: `${index}.txt`, body: Buffer.alloc(0) };
    default:
      return { format: 'text', name: `${index}.txt`, body: Buffer.from('\u0000'.repeat(1 + random.below(1000))) };
  }
}

test('of ten thousand broken records and files none crashes a run, and each is accounted for', async () => {
  const random = new Seeded(7);
  const folder = mkdtempSync(join(tmpdir(), 'rampart-hostile-'));
  const write = (source: Format, name: string, body: Uint8Array): void => {
    mkdirSync(join(folder, 'quarantine', source), { recursive: true });
    writeFileSync(join(folder, 'quarantine', source, name), body);
  };
  let units = 0;
  const newline = Buffer.from('\n');
  for (let file = 0; file < 10; file++) {
    const lines = Array.from({ length: RECORDS / 10 }, (_, at) => brokenRecord(random, file * 1000 + at));
    // A flipped byte is never a newline, so that a line is a record.
    write('jsonl', `${file}.jsonl`, Buffer.concat(lines.flatMap((line) => [line, newline])));
    units += lines.length;
  }
  for (let index = 0; index < FILES; index++) {
    const { format, name, body } = brokenFile(random, index);
    write(format, name, body);
    units += 1;
  }
  const parquet = Buffer.from(parquetWriteBuffer({ columnData: [{ name: 'text', data: ['a', 'b'], type: 'STRING' }] }));
  for (const length of [0, 11, parquet.length - 3]) {
    write('parquet', `${length}.parquet`, parquet.subarray(0, length));
    units += 1;
  }
  write('csv', 'unclosed.csv', Buffer.from(`text,label\n"${'a,\n'.repeat(1000)}`));
  units += 1;
  const formats: readonly Format[] = ['jsonl', 'text', 'html', 'parquet', 'csv'];
  const given = settings({
    shardBytes: 4_000_000,
    sources: formats.map((format) => {
      const fields = format === 'jsonl' ? ['label'] : [];
      return {
        name: format,
        licence: 'CC0-1.0',
        provenance: 'a test',
        format,
        textField: 'text',
        fields,
        encoding: 'utf-8',
      };
    }),
  });
  const { signed } = await played(new FolderStore(folder), { input: join(folder, 'quarantine'), folder }, given);
  const { steps, reasons } = signed.manifest;
  expect(units).toBeGreaterThan(10_000);
  expect(steps[0]!.in).toBe(units);
  const out = Object.values(reasons).reduce((sum, count) => sum + count, 0);
  expect(out + steps.at(-1)!.kept).toBe(units);
  const rules = new Set(Object.keys(reasons).map((name) => name.split(' ')[2]));
  for (const rule of [
    'record-format',
    'encoding',
    'depth',
    'text-field',
    'file-format',
    'empty-text',
    'field-type',
    'duplicate-key',
  ])
    expect(rules).toContain(`acquire/${rule}@1`);
});

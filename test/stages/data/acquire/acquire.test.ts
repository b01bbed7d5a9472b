import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { parquetWriteBuffer } from 'hyparquet-writer';
import type { Acquired } from '../../../../stages/data/acquire/acquired';
import { linesOf } from '../../../../stages/data/acquire/lines';
import { readFile } from '../../../../stages/data/acquire/read-file';
import { DEFAULT_LIMITS, type Format, type Limits, type Source } from '../../../../stages/data/acquire/source';
import { MemoryStore } from './memory-store';

function source(format: Format, more: Partial<Source> = {}): Source {
  return {
    name: 's',
    licence: 'CC0-1.0',
    provenance: 'made by a test',
    format,
    textField: 'text',
    fields: ['label'],
    encoding: 'utf-8',
    ...more,
  };
}

async function read(
  body: Uint8Array | string,
  given: Source,
  {
    key = 'f',
    from = 0,
    to = Infinity,
    limits = {},
    part = 7,
  }: Partial<{ key: string; from: number; to: number; limits: Partial<Limits>; part: number }> = {},
): Promise<Acquired[]> {
  const store = new MemoryStore(new Map([[key, Buffer.from(body)]]), part);
  const all: Acquired[] = [];
  for await (const one of readFile(store, { key, from, to }, given, { ...DEFAULT_LIMITS, ...limits })) all.push(one);
  return all;
}

function texts(all: readonly Acquired[]): (string | undefined)[] {
  return all.map((one) => ('record' in one ? one.record.text : undefined));
}

function rules(all: readonly Acquired[]): (string | undefined)[] {
  return all.map((one) => ('refused' in one ? one.refused.rule : undefined));
}

test('JSONL: a record a line, with the fields that were declared and no others', async () => {
  const all = await read('{"text":"ä b","label":3,"secret":"x"}\r\n\n{"text":"c"}', source('jsonl'));
  expect(all).toEqual([
    { record: { id: 's:f@0', source: 's', text: 'ä b', fields: { label: '3' } } },
    { record: { id: 's:f@41', source: 's', text: 'c', fields: {} } },
  ]);
});

test.each([
  ['{"text":"a"', 'acquire/record-format@1'],
  ['[1,2]', 'acquire/record-format@1'],
  ['null', 'acquire/record-format@1'],
  ['{"body":"a"}', 'acquire/text-field@1'],
  ['{"text":7}', 'acquire/text-field@1'],
  ['{"text":"a","label":{"x":1}}', 'acquire/field-type@1'],
  ['{"text":"  \\n"}', 'acquire/empty-text@1'],
  [`{"text":"a","x":${'['.repeat(100_000)}${']'.repeat(100_000)}}`, 'acquire/depth@1'],
  ['{"text":"a","text":"b"}', 'acquire/duplicate-key@1'],
  ['{"text":"a", "te\\u0078t" : "b"}', 'acquire/duplicate-key@1'],
  ['{"label":{"x":[]},"text":"a","label":1}', 'acquire/duplicate-key@1'],
  [`{"__proto__":{"text":"polluted"}}`, 'acquire/text-field@1'],
])('JSONL: what is no record is refused, and the next line is read (%#)', async (line, rule) => {
  const all = await read(`${line}\n{"text":"next"}\n`, source('jsonl'), { part: 1 << 16 });
  expect(rules(all)).toEqual([rule, undefined]);
});

test('a key may stand twice where the source takes nothing from, and a text may be any', async () => {
  const lines = [
    '{"other":1,"other":2,"text":"a"}',
    '{"text":"b","more":{"text":1,"label":2},"list":["text","text"],"label":"label"}',
    JSON.stringify({ text: '"text":"a","text":', label: '{"text":' }),
  ];
  expect(texts(await read(lines.join('\n'), source('jsonl')))).toEqual(['a', 'b', '"text":"a","text":']);
});

test('a key that stands twice is found in the object that a field goes into', async () => {
  const lines = [
    '{"text":"a","meta":{"label":1,"label":2}}',
    '{"text":"b","meta":{"label":1},"more":{"label":2}}',
    '{"text":"c","meta":{"list":["label","label"]}}',
  ];
  const all = await read(lines.join('\n'), source('jsonl', { fields: ['meta.label'] }));
  expect(rules(all)).toEqual(['acquire/duplicate-key@1', undefined, undefined]);
});

test('JSONL in UTF-16 is refused once a file, and not once a line or a slice', async () => {
  const body = Buffer.from('{"text":"a"}\n{"text":"\u0a0a"}\n', 'utf16le');
  for (const encoding of ['utf-16', 'utf-16le', 'utf-16be', 'UTF-16LE']) {
    const given = source('jsonl', { encoding });
    const slices = [await read(body, given, { to: 20 }), await read(body, given, { from: 20, to: body.length })];
    expect(slices).toEqual([
      [{ id: 's:f#file', refused: expect.objectContaining({ rule: 'acquire/encoding@1' }) }],
      [],
    ]);
    expect(rules(await read(gzipSync(body), given, { key: 'f.gz' }))).toEqual(['acquire/encoding@1']);
  }
});

test("no file's name makes an id that another file, a row or a copy has", async () => {
  const id = (all: readonly Acquired[]) => all.map((one) => ('record' in one ? one.record.id : one.id))[0]!;
  const names = ['x', 'x#copy-2', 'x%23copy-2', 'x%2523copy-2', 'x%25', 'x%', 'x%20y', 'x#', 'x%23', 'x%#', 'x%%23'];
  const ids = await Promise.all(names.map(async (key) => id(await read('text', source('text'), { key }))));
  expect(new Set(ids).size).toBe(names.length);
  expect(ids.filter((one) => one.includes('#'))).toEqual([]);
  expect(ids.slice(0, 3)).toEqual(['s:x', 's:x%23copy-2', 's:x%2523copy-2']);
  expect(ids[6]).toBe('s:x%20y');
});

test('brackets inside strings are no depth', async () => {
  expect(texts(await read(`{"text":"${'[{'.repeat(500)} \\" [ \\\\"}`, source('jsonl')))).toEqual([
    `${'[{'.repeat(500)} " [ \\`,
  ]);
});

test('bytes that are not UTF-8 are refused where they are, and not replaced', async () => {
  const body = Buffer.concat([Buffer.from('{"text":"'), Buffer.from([0xff, 0xfe]), Buffer.from('"}\n{"text":"b"}\n')]);
  expect(rules(await read(body, source('jsonl')))).toEqual(['acquire/encoding@1', undefined]);
});

test('a text file in a declared encoding is read in it, and a byte order mark outranks it', async () => {
  const latin = Buffer.from([0x63, 0x61, 0x66, 0xe9]);
  expect(rules(await read(latin, source('text')))).toEqual(['acquire/encoding@1']);
  expect(texts(await read(latin, source('text', { encoding: 'windows-1252' })))).toEqual(['café']);
  const wide = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('café', 'utf16le')]);
  expect(texts(await read(wide, source('text')))).toEqual(['café']);
});

test('a line of a gigabyte is measured and not held', async () => {
  const part = Buffer.alloc(1 << 20, 0x61);
  const endless = async function* (): AsyncGenerator<Uint8Array> {
    for (let count = 0; count < 1024; count++) yield part;
    yield Buffer.from('\n{"text":"after"}\n');
  };
  const before = process.memoryUsage().arrayBuffers;
  const lines = [];
  for await (const line of linesOf(endless(), 1 << 20)) lines.push(line);
  expect(lines[0]).toEqual({ offset: 0, length: 1 << 30 });
  expect(lines[1]).toMatchObject({ offset: (1 << 30) + 1 });
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(64 << 20);
});

test('a compressed file that grows beyond measure is stopped on the way', async () => {
  const bomb = gzipSync(Buffer.alloc(32 << 20, 0x0a));
  const limited = { limits: { expandedBytes: 8 << 20 }, key: 'f.jsonl.gz', part: 1 << 16 };
  expect(await read(bomb, source('jsonl'), limited)).toEqual([
    { id: 's:f.jsonl.gz#rest', refused: expect.objectContaining({ rule: 'acquire/expansion@1', limit: 8 << 20 }) },
  ]);
  expect(rules(await read(bomb, source('text'), { key: 'f.txt.gz', part: 1 << 16 }))).toEqual(['acquire/file-size@1']);
});

test('a compressed file that was cut gives what it holds, and says that there was more', async () => {
  const body = gzipSync('{"text":"one"}\n'.repeat(5000));
  const all = await read(body.subarray(0, body.length - 12), source('jsonl'), { key: 'f.jsonl.gz', part: 1 << 16 });
  expect(rules(all).at(-1)).toBe('acquire/file-format@1');
});

test('slices of a file of lines hold each line once, wherever they are cut', async () => {
  const lines = ['{"text":"a"}', '{"text":"bb"}', '{"text":"c\u00e4"}', '', '{"text":"dddddd"}', '{"text":"e"}'];
  const body = Buffer.from(lines.join('\n'));
  const whole = await read(body, source('jsonl'));
  expect(whole).toHaveLength(5);
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 1, max: body.length - 1 }), { maxLength: 4 }), async (cuts) => {
      const edges = [0, ...[...new Set(cuts)].sort((a, b) => a - b), body.length];
      const pieces = [];
      for (let index = 0; index + 1 < edges.length; index++)
        pieces.push(...(await read(body, source('jsonl'), { from: edges[index]!, to: edges[index + 1]! })));
      expect(pieces).toEqual(whole);
    }),
    { seed: 1, numRuns: 200 },
  );
});

test('CSV: rows by heading, quoted newlines kept, rows that do not fit refused', async () => {
  const all = await read('text,label\n"a\nb",x\nonly one\n"c",y\n', source('csv'));
  expect(texts(all).filter(Boolean)).toEqual(['a\nb', 'c']);
  expect(rules(all).filter(Boolean)).toEqual(['acquire/record-format@1']);
  const unclosed = await read(`text,label\n"a,x\n${'b,y\n'.repeat(100)}`, source('csv'));
  expect(rules(unclosed)).toEqual(['acquire/record-format@1']);
  const wrong = Buffer.concat([Buffer.from('text,label\na,x\n'), Buffer.from([0xff, 0x2c, 0x79, 0x0a])]);
  expect(rules(await read(wrong, source('csv')))).toContain('acquire/encoding@1');
});

test('CSV: of thousands of rows that do not fit each is refused, in order among those that do', async () => {
  const body = `text,label\n${'1,2,3\n'.repeat(3000)}a,x\n${'4\n'.repeat(2000)}b,y\n`;
  const all = await read(body, source('csv'), { part: 4096 });
  expect(all).toHaveLength(5002);
  expect(texts(all).flatMap((text, at) => (text === undefined ? [] : [[text, at]]))).toEqual([
    ['a', 3000],
    ['b', 5001],
  ]);
  expect(new Set(all.map((one) => ('record' in one ? one.record.id : one.id))).size).toBe(5002);
});

test('CSV: a line of nothing but commas is stopped on the way, in a heading and in a row', async () => {
  const commas = ','.repeat(1 << 20);
  for (const [head, before] of [
    ['', []],
    ['text,label\na,x\n', [undefined]],
  ] as const) {
    const all = await read(head + commas.repeat(4), source('csv'), { part: 1 << 16 });
    expect(rules(all)).toEqual([...before, 'acquire/record-size@1']);
  }
});

test('CSV: a table of half a million columns is read by the two that the source names', async () => {
  const others = ','.repeat(500_000);
  const all = await read(`label,text${others}\n${`x,a${others}\n`.repeat(6)}`, source('csv'), { part: 1 << 16 });
  expect(texts(all)).toEqual(Array.from({ length: 6 }, () => 'a'));
});

test('CSV: a heading that names the text twice, or is called __proto__, gives nobody another text', async () => {
  expect(rules(await read('text,text\na,b\n', source('csv')))).toEqual(['acquire/text-field@1']);
  const all = await read(
    '__proto__,text,constructor\na,b,c\n',
    source('csv', { fields: ['constructor', '__proto__'] }),
  );
  expect(all).toMatchObject([{ record: { text: 'b', fields: { constructor: 'c' } } }]);
});

test.each(['1e999', '-1e999', '12345678901234567890'])(
  'a number that JavaScript would change is no field: %s',
  async (number) => {
    expect(rules(await read(`{"text":"a","label":${number}}`, source('jsonl')))).toEqual(['acquire/field-type@1']);
    expect(rules(await read(`{"text":"a","other":${number}}`, source('jsonl')))).toEqual([undefined]);
  },
);

test('no text is taken from a prototype', async () => {
  const lines = ['{"__proto__":{"text":"x"}}', '{"constructor":{"prototype":{"text":"x"}}}'];
  expect(rules(await read(lines.join('\n'), source('jsonl')))).toEqual(lines.map(() => 'acquire/text-field@1'));
});

const PARQUET = Buffer.from(
  parquetWriteBuffer({
    columnData: [
      { name: 'text', data: ['one', 'two', ''], type: 'STRING' },
      { name: 'label', data: [1, 2, 3], type: 'INT32' },
    ],
    codec: 'SNAPPY',
  }),
);

test('Parquet: rows with the declared columns', async () => {
  const all = await read(PARQUET, source('parquet'), { to: PARQUET.length });
  expect(texts(all)).toEqual(['one', 'two', undefined]);
  expect(rules(all)[2]).toBe('acquire/empty-text@1');
});

test('a Parquet file that was cut, overwritten or is none is refused, whatever the bytes', async () => {
  const bodies = [0, 3, 40, PARQUET.length - 9, PARQUET.length - 1].map((length) => PARQUET.subarray(0, length));
  // The byte at 20 leads the decoder round in circles.
  for (const at of [4, 20, PARQUET.length - 30]) {
    const changed = Buffer.from(PARQUET);
    changed[at] = changed[at]! ^ 0xff;
    bodies.push(changed);
  }
  const refused = bodies.map(async (body) => {
    const all = await read(body, source('parquet'), { to: body.length, limits: { parquetSeconds: 5 } });
    expect(all).toHaveLength(1);
    return rules(all)[0];
  });
  expect(new Set(await Promise.all(refused))).toEqual(new Set(['acquire/file-format@1']));
}, 60_000);

test('rows that all name one long value of a dictionary are refused before each has its own copy', async () => {
  const long = 'x'.repeat(100_000);
  const rows = (count: number) =>
    Buffer.from(
      parquetWriteBuffer({
        columnData: [{ name: 'text', data: Array.from({ length: count }, () => long), type: 'STRING' }],
      }),
    );
  const [bomb, harmless] = [rows(2_000), rows(90)];
  // 200 MB out of a file of some KB.
  expect(bomb.length).toBeLessThan(300_000);
  const refused = await read(bomb, source('parquet', { fields: [] }), { to: bomb.length });
  expect(refused).toMatchObject(
    [0, 1].map((group) => ({ id: `s:f#group-${group}`, refused: { rule: 'acquire/expansion@1', value: 100_000_000 } })),
  );
  expect(await read(harmless, source('parquet', { fields: [] }), { to: harmless.length })).toHaveLength(90);
});

test('rows come from the decoder a part at a time, none twice and none left out', async () => {
  const data = Array.from({ length: 25_000 }, (_, at) => `row ${at}`);
  const body = Buffer.from(parquetWriteBuffer({ columnData: [{ name: 'text', data, type: 'STRING' }] }));
  expect(texts(await read(body, source('parquet', { fields: [] }), { to: body.length }))).toEqual(data);
});

test('a Parquet file over the limit is not read', async () => {
  const all = await read(PARQUET, source('parquet'), { to: PARQUET.length, limits: { parquetBytes: 10 } });
  expect(all).toEqual([{ id: 's:f#file', refused: { rule: 'acquire/file-size@1', value: PARQUET.length, limit: 10 } }]);
});

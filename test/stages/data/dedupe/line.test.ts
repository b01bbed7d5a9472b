import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findFrequentLines } from '../../../../stages/data/dedupe/line/frequent-lines';
import { hashedLines } from '../../../../stages/data/dedupe/line/lines';
import { LINE_COLUMNS } from '../../../../stages/data/dedupe/line/queries';
import { removeLines } from '../../../../stages/data/dedupe/line/remove-lines';
import { DuckDb } from '../../../../stages/data/engine/duckdb';
import { FolderStore } from '../../../../stages/data/engine/folder-store';
import { writeTable } from '../../../../stages/data/run/table';

const FOOTER = 'You get this mail because you are on the list.';

test('a line is compared by its folded words, and not at all when it is short', () => {
  const text = `Thanks,\n  ${FOOTER.toUpperCase()}\r\n${FOOTER.replaceAll(' ', '  ')}\n\nYou get this mail because you areon the list`;
  const lines = hashedLines(text);
  expect(lines).toHaveLength(3);
  expect(lines[0]?.hash).toBe(lines[1]?.hash);
  expect(lines[2]?.hash).not.toBe(lines[1]?.hash);
  expect(text.slice(lines[1]?.start, lines[1]?.end)).toBe(FOOTER.replaceAll(' ', '  '));
});

test('20 letters and digits are enough, 19 are not', () => {
  expect(hashedLines(`${'a'.repeat(19)} --------`)).toEqual([]);
  expect(hashedLines('a'.repeat(20))).toHaveLength(1);
});

test('10,000 different lines have 10,000 hashes', () => {
  const lines = Array.from({ length: 10_000 }, (_, at) => `a line with the number ${at} in it`);
  expect(new Set(hashedLines(lines.join('\n')).map(({ hash }) => hash)).size).toBe(10_000);
});

test('a repeated line goes, its first stays; what is removed is counted', () => {
  const text = `${FOOTER}\nShort\nShort\n${FOOTER}\nThe end of this text is here`;
  expect(removeLines(text, 0n, new Map())).toEqual({
    text: `${FOOTER}\nShort\nShort\nThe end of this text is here`,
    repeated: 1,
    frequent: 0,
    characters: FOOTER.length + 1,
  });
});

test('a text without repetition is as it was, also at its end', () => {
  for (const text of ['', '\n', `${FOOTER}\n`, `a\n\n${FOOTER}`])
    expect(removeLines(text, 0n, new Map())).toEqual({ text, repeated: 0, frequent: 0, characters: 0 });
});

test('a line that more documents have than the limit stays in the first of them only', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'line-test-'));
  const engine = new DuckDb(folder, { threads: 1 });
  const texts = Array.from({ length: 4 }, (_, at) => `Something of its own, number ${at}\n${FOOTER}\n${FOOTER}`);
  const lines = texts.flatMap((text, at) => hashedLines(text).map(({ hash }) => ({ place: BigInt(at + 7), hash })));
  try {
    await writeTable(new FolderStore(folder), 'lines/0.parquet', LINE_COLUMNS, {
      place: lines.map(({ place }) => place),
      hash: lines.map(({ hash }) => hash),
    });
    await engine.attach('lines', 'lines', LINE_COLUMNS);
    await expect(findFrequentLines(engine, 'lines', 4)).resolves.toEqual(new Map());
    const frequent = await findFrequentLines(engine, 'lines', 3);
    expect([...frequent.values()]).toEqual([7n]);
    expect(texts.map((text, at) => removeLines(text, BigInt(at + 7), frequent).text.split(FOOTER).length - 1)).toEqual([
      1, 0, 0, 0,
    ]);
    expect(removeLines(texts[1]!, 8n, frequent)).toMatchObject({ repeated: 1, frequent: 1 });
  } finally {
    await engine.close();
    rmSync(folder, { recursive: true, force: true });
  }
});

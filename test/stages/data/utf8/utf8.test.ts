import { collapsed, escaped } from '../../../../stages/data/utf8/utf8';
import { oddTexts, seamTexts } from '../odd-texts';

const ALL = [...oddTexts(3000, 60, 1), ...seamTexts(16_384), ...seamTexts(32_768)];

function collected(write: (take: (bytes: Uint8Array) => void) => void): string {
  const parts: Buffer[] = [];
  write((bytes) => parts.push(Buffer.from(bytes)));
  return Buffer.concat(parts).toString();
}

test('a text is escaped as JSON.stringify does it, to the byte', () => {
  for (const text of ALL)
    expect(collected((take) => escaped(text, take)) === JSON.stringify(text).slice(1, -1)).toBe(true);
});

test('every code unit is escaped as JSON.stringify does it, alone and among others', () => {
  for (let unit = 0; unit < 65_536; unit++) {
    const text = `${'-'.repeat(unit % 20)}${String.fromCharCode(unit)}${'-'.repeat(17)}`;
    if (collected((take) => escaped(text, take)) !== JSON.stringify(text).slice(1, -1))
      throw new Error(`U+${unit.toString(16)}`);
  }
});

test('runs of white space become one space, at the ends none, and half a pair U+FFFD', () => {
  for (const text of ALL) {
    const expected = Buffer.from(text.replace(/\s+/g, ' ').trim()).toString();
    expect(collected((take) => collapsed(text, take, 0)) === expected).toBe(true);
  }
});

test('white space of any kind is told from what is none, unit by unit', () => {
  for (let unit = 0; unit < 65_536; unit++) {
    const text = `a${String.fromCharCode(unit)} b${'-'.repeat(unit % 20)}`;
    const expected = Buffer.from(text.replace(/\s+/g, ' ')).toString();
    if (collected((take) => collapsed(text, take, 0)) !== expected) throw new Error(`U+${unit.toString(16)}`);
  }
});

test('a text says whether it may have units from a limit up', () => {
  const none = (): void => undefined;
  expect(collapsed('plain ASCII, and a long one at that', none, 0x300)).toBe(false);
  expect(collapsed('caf\u00e9', none, 0x300)).toBe(false);
  expect(collapsed('e\u0301', none, 0x300)).toBe(true);
  // What came before is forgotten.
  expect(collapsed('cafe', none, 0x300)).toBe(false);
});

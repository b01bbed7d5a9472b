import { FOLD, isWordCode } from '../personal/characters';

/** Kinds of code units, for the one pass that looks for instructions. */
export const MARK = 1;
export const STOP = 2;
export const WORD = 3;
export const APOSTROPHE = 4;
/** Invisible inside a word: passed over, as a model's reader would. */
export const INVISIBLE = 5;

export const KINDS = new Uint8Array(65_536);

/**
 * What a code unit is read as: in small letters, without accent, a letter of another script or a digit as the Latin letter that it looks like, so that
 * `1gn0r3` and words with a Cyrillic letter are read as what a person reads. The words of the table are folded the same way, Russian ones too.
 */
export const LOOKS = FOLD.slice();

// Look-alikes of small Latin letters (Unicode TR 39's confusables, the ones that common fonts draw alike).
const ALIKE = [
  '\u0430a \u0435e \u043eo \u0440p \u0441c \u0443y \u0445x \u0456i \u0455s \u0458j \u04bbh \u0501d \u051bq \u051dw \u043ck \u043am \u0442t \u0432b \u043dh',
  '\u03b1a \u03b5e \u03bfo \u03c1p \u03b9i \u03bdv \u03bak \u03c4t \u03c5u \u03c7x \u03b2b \u03b7n',
  '\u0131i \u0261g \u0251a \u026ai \u01c3i \u00f8o \u0142l \u0111d',
  '0o 1i 3e 4a 5s 7t 8b 9g',
];

for (let code = 0; code < 65_536; code++) if (isWordCode(code)) KINDS[code] = WORD;
for (let code = 0xc0; code < 0x250; code++) {
  const [base = ''] = String.fromCharCode(FOLD[code] ?? code).normalize('NFD');
  if (/[a-z]/.test(base)) LOOKS[code] = base.charCodeAt(0);
}
// Full-width letters and digits.
for (let code = 0xff10; code <= 0xff5a; code++) {
  const plain = String.fromCharCode(code - 0xfee0).toLowerCase();
  if (!/[a-z0-9]/.test(plain)) continue;
  KINDS[code] = WORD;
  LOOKS[code] = plain.charCodeAt(0);
}
for (const pair of ALIKE.join(' ').split(' ')) {
  const small = pair.charCodeAt(0);
  const latin = pair.charCodeAt(1);
  for (const code of [small, pair.charAt(0).toUpperCase().charCodeAt(0)]) LOOKS[code] = latin;
}
for (const code of [0x3c, 0x5b, 0x23]) KINDS[code] = MARK;
for (const code of [0x21, 0x2e, 0x3f]) KINDS[code] = STOP;
KINDS[0x27] = APOSTROPHE;
KINDS[0x2019] = APOSTROPHE;
for (const code of [0x200b, 0x200c, 0x200d, 0x2060, 0xfeff, 0xad, 0x034f, 0x180e]) KINDS[code] = INVISIBLE;
// Combining accents: a decomposed letter is read like a composed one.
for (let code = 0x300; code < 0x34f; code++) KINDS[code] = INVISIBLE;

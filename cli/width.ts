const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;
const NONE = /[\p{Mn}\p{Me}\p{Cf}]/u;

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Columns that a text takes in a terminal: two for East Asian wide letters and emoji, none for what joins the letter before it. */
export function textWidth(text: string): number {
  return letters(text).reduce((sum, letter) => sum + letterWidth(letter), 0);
}

/** Fills up with spaces. A text that is wider stays as it is. */
export function padTo(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - textWidth(text)));
}

/** Breaks a text into lines no wider than `width`: between words, and inside of a word only where it alone is too wide. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (textWidth(longer) <= width) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    const pieces = breakWord(word, width);
    line = pieces.pop() ?? '';
    lines.push(...pieces);
  }
  return [...lines, line];
}

/** A paragraph whose lines all begin with `indent`, wrapped where there is a width; ends with a new line. */
export function hang(text: string, indent: string, width: number | undefined): string {
  const lines = width === undefined ? [text] : wrap(text, Math.max(20, width - textWidth(indent)));
  return lines.map((line) => `${indent}${line}\n`).join('');
}

/** Cuts a word that is too wide, after a mark such as / or : where the last third of the line has one. */
function breakWord(word: string, width: number): string[] {
  const pieces: string[] = [];
  let rest = letters(word);
  while (rest.reduce((sum, letter) => sum + letterWidth(letter), 0) > width) {
    let taken = 0;
    let end = 0;
    for (const letter of rest) {
      if (end > 0 && taken + letterWidth(letter) > width) break;
      taken += letterWidth(letter);
      end += 1;
    }
    const mark = rest.slice(0, end).findLastIndex((letter) => '/:-_.,'.includes(letter)) + 1;
    const cut = mark > (end * 2) / 3 ? mark : end;
    pieces.push(rest.slice(0, cut).join(''));
    rest = rest.slice(cut);
  }
  return [...pieces, rest.join('')];
}

function letters(text: string): string[] {
  return [...graphemes.segment(text)].map(({ segment }) => segment);
}

function letterWidth(letter: string): number {
  if (WIDE.test(letter)) return 2;
  return [...letter].every((point) => NONE.test(point)) ? 0 : 1;
}

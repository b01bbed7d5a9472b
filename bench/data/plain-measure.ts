/**
 * The usual way to measure the Gopher, C4 and FineWeb features: regular expressions, arrays of strings and sets, a pass for each feature.
 * It is the yardstick of the fast measurer, for its speed (`bench data`) and for its values (a property test compares the two). It repeats
 * datatrove's oddity where asked: duplicate n-grams joined without a separator.
 */
const SPACE = '\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000';
const WORD = '\\p{L}\\p{N}_';
const WORDS = new RegExp(`[${WORD}]+(?:'[${WORD}]+)?|[^${WORD}${SPACE}]`, 'gu');
const SPACES = new RegExp(`[${SPACE}]+`, 'u');
const AT_ENDS = new RegExp(`^[${SPACE}]+|[${SPACE}]+$`, 'gu');
const LINE_ENDS = /\r\n|[\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]/;
const SENTENCE_ENDS = new RegExp(`[.!?]["')\\]]*(?=[${SPACE}]|$)`, 'gu');
const CITATIONS = /\[\d*\]|\[edit\]|\[citation needed\]/g;
const POLICY = ['terms of use', 'privacy policy', 'cookie policy', 'uses cookies', 'use of cookies', 'use cookies'];
const STOP_WORDS = new Set(['the', 'be', 'to', 'of', 'and', 'that', 'have', 'with']);

/** What the plain way asks of characters: in the measured package, tables of punctuation. */
export interface PlainTables {
  /** Characters that make no word: a word of these alone is a symbol. */
  readonly punctuation: ReadonlySet<string>;
  /** Characters that end a sentence, in all scripts. */
  readonly terminal: ReadonlySet<string>;
}

/** Measures one document. Feature names are those of `stages/data/clean/measure`. */
export function plainMeasure(text: string, tables: PlainTables, joint = ' '): Record<string, number> {
  const words = text.match(WORDS) ?? [];
  const left = c4(text);
  return {
    ...repetition(text, words, joint),
    ...quality(text, words, tables.punctuation),
    ...left.features,
    ...fineWeb(left.text, tables.terminal),
  };
}

function repetition(text: string, words: readonly string[], joint: string): Record<string, number> {
  const length = lengthOf(text);
  const paragraphs = strip(text).split(/\n{2,}/);
  const lines = text.split(/\n+/);
  const paragraphRepeats = repeats(paragraphs);
  const lineRepeats = repeats(lines);
  const features: Record<string, number> = {
    dup_para_frac: ratio(paragraphRepeats.count, paragraphs.length),
    dup_para_char_frac: ratio(paragraphRepeats.chars, length),
    dup_line_frac: ratio(lineRepeats.count, lines.length),
    dup_line_char_frac: ratio(lineRepeats.chars, length),
  };
  for (const n of [2, 3, 4]) features[`top_${n}_gram_frac`] = ratio(topGram(words, n), length);
  for (const n of [5, 6, 7, 8, 9, 10]) features[`dup_${n}_gram_frac`] = ratio(repeatedGrams(words, n, joint), length);
  return features;
}

function repeats(items: readonly string[]): { count: number; chars: number } {
  const seen = new Set<string>();
  let count = 0;
  let chars = 0;
  for (const item of items) {
    if (seen.has(item)) {
      count += 1;
      chars += lengthOf(item);
    } else seen.add(item);
  }
  return { count, chars };
}

function topGram(words: readonly string[], n: number): number {
  const counts = new Map<string, number>();
  for (let at = 0; at + n <= words.length; at += 1) {
    const gram = words.slice(at, at + n).join(' ');
    counts.set(gram, (counts.get(gram) ?? 0) + 1);
  }
  let top = 0;
  let chars = 0;
  for (const [gram, count] of counts) {
    if (count > top) {
      top = count;
      chars = lengthOf(gram) * count;
    }
  }
  return chars;
}

function repeatedGrams(words: readonly string[], n: number, joint: string): number {
  const seen = new Set<string>();
  let chars = 0;
  let at = 0;
  while (at + n <= words.length) {
    const part = words.slice(at, at + n);
    const gram = part.join(joint);
    if (seen.has(gram)) {
      chars += lengthOf(part.join(''));
      at += n;
    } else {
      seen.add(gram);
      at += 1;
    }
  }
  return chars;
}

function quality(text: string, words: readonly string[], punctuation: ReadonlySet<string>): Record<string, number> {
  const real = words.filter((word) => [...word].some((char) => !punctuation.has(char)));
  const lines = splitLines(text).map(strip);
  const matching = (pattern: RegExp): number => lines.filter((line) => pattern.test(line)).length;
  return {
    words: real.length,
    mean_word_length: ratio(
      real.reduce((sum, word) => sum + lengthOf(word), 0),
      real.length,
    ),
    hash_ratio: ratio(text.split('#').length - 1, words.length),
    ellipsis_ratio: ratio(text.split('...').length + text.split('…').length - 2, words.length),
    bullet_line_frac: ratio(matching(/^[•-]/), lines.length),
    ellipsis_line_frac: ratio(matching(/(?:\.\.\.|…)$/), lines.length),
    alpha_word_frac: ratio(words.filter((word) => /\p{L}/u.test(word)).length, words.length),
    stop_words: new Set(words.filter((word) => STOP_WORDS.has(word))).size,
  };
}

function c4(text: string): { text: string; features: Record<string, number> } {
  const features = { c4_lorem_ipsum: 0, c4_curly_bracket: 0, c4_sentences: 0 };
  const kept: string[] = [];
  for (const raw of splitLines(text)) {
    const stripped = strip(raw);
    const words = stripped.split(SPACES).filter((word) => word !== '');
    if (words.some((word) => lengthOf(word) > 1000)) continue;
    const line = stripped.replace(CITATIONS, '');
    if (words.length < 3) continue;
    const lower = line.toLowerCase();
    if (lower.includes('lorem ipsum')) features.c4_lorem_ipsum += 1;
    if (lower.includes('javascript')) continue;
    if (line.includes('{')) features.c4_curly_bracket += 1;
    if (POLICY.some((phrase) => lower.includes(phrase))) continue;
    features.c4_sentences += Math.max(1, (line.match(SENTENCE_ENDS) ?? []).length);
    kept.push(line);
  }
  return { text: strip(kept.join('\n')), features };
}

function fineWeb(text: string, terminal: ReadonlySet<string>): Record<string, number> {
  const lines = text.split('\n').filter((line) => strip(line) !== '');
  return {
    fineweb_lines: lines.length,
    line_punct_frac: ratio(lines.filter((line) => terminal.has([...line].at(-1) ?? '')).length, lines.length),
    short_line_frac: ratio(lines.filter((line) => lengthOf(line) <= 30).length, lines.length),
    line_char_dup_frac: ratio(repeats(lines).chars, lengthOf(text.replaceAll('\n', ''))),
    newline_ratio: ratio(text.split('\n').length - 1, (text.match(WORDS) ?? []).length),
  };
}

function splitLines(text: string): string[] {
  const lines = text.split(LINE_ENDS);
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

function strip(text: string): string {
  return text.replace(AT_ENDS, '');
}

/** In code points. */
function lengthOf(text: string): number {
  let length = text.length;
  for (let at = 0; at + 1 < text.length; at += 1) {
    if (text.charCodeAt(at) >= 0xd800 && (text.codePointAt(at) ?? 0) > 0xffff) length -= 1;
  }
  return length;
}

function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

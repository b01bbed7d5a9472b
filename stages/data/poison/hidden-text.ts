/** Text that a reader does not see and a model does. */
export interface HiddenText {
  readonly how: 'attribute' | 'base64' | 'comment' | 'hex' | 'invisible-element' | 'tag-characters' | 'zero-width';
  readonly text: string;
}

// One layer, and no more of it than a model would be asked to read in one go.
const LONGEST_PIECE = 4_096;
const MOST_IN_ALL = 65_536;

/** What is hidden in `text`: in markup, in invisible characters, in an encoding (`longWords` is what `Hits` says of the text). At most 65,536 units in all, so that no text costs more than its length. */
export function hiddenTexts(text: string, longWords: readonly number[]): readonly HiddenText[] {
  const found: HiddenText[] = [];
  let room = MOST_IN_ALL;
  const add = (how: HiddenText['how'], piece: string): void => {
    const cut = piece.slice(0, Math.min(LONGEST_PIECE, room));
    room -= cut.length;
    if (cut.length > 0) found.push({ how, text: cut });
  };
  if (text.includes('<')) markup(text, add);
  if (text.includes('\udb40')) tagCharacters(text, add);
  // A text of Latin-1 only is not even looked through for these.
  if ((text.includes('\u200b') || text.includes('\u200c')) && /[\u200b\u200c]{16}/.test(text)) zeroWidth(text, add);
  encoded(text, longWords, add);
  return found;
}

type Add = (how: HiddenText['how'], piece: string) => void;

const ATTRIBUTE =
  /\s(?:alt|title|aria-label|content|placeholder|summary|data-[a-z-]{1,24})\s?=\s?(?:"([^"<>]{12,4096})"|'([^'<>]{12,4096})')/gi;
const INVISIBLE =
  /(?:display\s?:\s?none|visibility\s?:\s?hidden|font-size\s?:\s?[01](?:px|pt|em)?\s?[;"']|opacity\s?:\s?0(?:\.0\d?)?\s?[;"']|color\s?:\s?(?:#fff(?:fff)?|white)\s?[;"'])[^<>]{0,256}>([^<]{8,4096})/gi;

function markup(text: string, add: Add): void {
  for (let at = text.indexOf('<!--'); at >= 0;) {
    const close = text.indexOf('-->', at + 4);
    const end = close < 0 || close - at > LONGEST_PIECE ? Math.min(text.length, at + LONGEST_PIECE) : close;
    add('comment', text.slice(at + 4, end));
    at = text.indexOf('<!--', end);
  }
  for (const [, double, single] of text.matchAll(ATTRIBUTE)) add('attribute', double ?? single ?? '');
  for (const [, inner] of text.matchAll(INVISIBLE)) add('invisible-element', inner ?? '');
}

/** U+E0020 to U+E007E stand for ASCII and are drawn by no font. A flag's sequence begins with U+1F3F4 and is no text. */
function tagCharacters(text: string, add: Add): void {
  let piece = '';
  for (const [sequence] of text.matchAll(/(?:\ud83c\udff4)?(?:\udb40[\udc20-\udc7e]){1,4096}/g)) {
    if (sequence.startsWith('\ud83c')) continue;
    for (let at = 1; at < sequence.length; at += 2) piece += String.fromCharCode(sequence.charCodeAt(at) - 0xdc00);
  }
  if (piece !== '') add('tag-characters', piece);
}

/** How many tag characters stand in `text` outside of flags. */
export function countTagCharacters(text: string): number {
  if (!text.includes('\udb40')) return 0;
  let count = 0;
  tagCharacters(text, (_how, piece) => (count += piece.length));
  return count;
}

/** Two zero-width signs as the bits of bytes. */
function zeroWidth(text: string, add: Add): void {
  for (const [run] of text.matchAll(/[\u200b\u200c]{16,32768}/g)) {
    for (const one of ['\u200c', '\u200b']) {
      const bytes = new Uint8Array(run.length >> 3);
      for (let bit = 0; bit < bytes.length * 8; bit++) {
        if (run[bit] === one) bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) | (128 >> (bit & 7));
      }
      addReadable('zero-width', bytes, add);
    }
  }
}

const BINARY = /(?:[01]{8} ?){8,2048}/g;
const SHORTEST_RUN = 24;
const WRAPPED_LINE = 60;

/** `longWords`: where words of sixteen signs and more begin, in order; hex and base 64 have such. */
function encoded(text: string, longWords: readonly number[], add: Add): void {
  let end = 0;
  for (const word of longWords) {
    if (word < end) continue;
    const start = runStart(text, word, end);
    end = runEnd(text, word);
    if (end - start < SHORTEST_RUN) continue;
    const run = text.slice(start, Math.min(end, start + LONGEST_PIECE));
    if (/^[0-9a-fA-F]+$/.test(run)) addReadable('hex', Buffer.from(run, 'hex'), add);
    else addReadable('base64', Buffer.from(run, 'base64'), add);
  }
  if (!text.includes('0100') && !text.includes('0110')) return;
  for (const [run] of text.matchAll(BINARY)) {
    const bits = run.replace(/ /g, '');
    const bytes = Uint8Array.from({ length: bits.length >> 3 }, (_, at) =>
      Number.parseInt(bits.slice(at * 8, at * 8 + 8), 2),
    );
    addReadable('hex', bytes, add);
  }
}

function isBase64(code: number): boolean {
  const lower = code | 0x20;
  return (lower >= 0x61 && lower <= 0x7a) || (code >= 0x2f && code <= 0x39) || code === 0x2b;
}

function runStart(text: string, word: number, floor: number): number {
  let start = word;
  while (start > floor && word - start < LONGEST_PIECE && isBase64(text.charCodeAt(start - 1))) start--;
  return start;
}

/** The end of the run, over the ends of full lines. */
function runEnd(text: string, word: number): number {
  const limit = Math.min(text.length, word + LONGEST_PIECE);
  let line = word;
  let end = word;
  for (;;) {
    while (end < limit && isBase64(text.charCodeAt(end))) end++;
    const next = text.charCodeAt(end) === 0x0d ? end + 2 : end + 1;
    if (end - line < WRAPPED_LINE || text.charCodeAt(next - 1) !== 0x0a || !isBase64(text.charCodeAt(next))) return end;
    line = next;
    end = next;
  }
}

/** Bytes that are nearly all printable ASCII are text. */
function addReadable(how: HiddenText['how'], bytes: Uint8Array, add: Add): void {
  let printable = 0;
  for (const byte of bytes)
    if ((byte >= 0x20 && byte < 0x7f) || byte === 0x0a || byte === 0x0d || byte === 0x09) printable++;
  if (bytes.length >= 8 && printable >= bytes.length * 0.95) add(how, Buffer.from(bytes).toString('latin1'));
}

/** `text` with the letters A to Z moved by thirteen places. */
export function rot13(text: string): string {
  return text.replace(/[A-Za-z]/g, (letter) => {
    const code = letter.charCodeAt(0);
    const first = code & 0x60;
    return String.fromCharCode(((code - first - 1 + 13) % 26) + first + 1);
  });
}

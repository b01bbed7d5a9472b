import { normalForm } from '../clean/repair/normal-form';
import { rot13 } from './hidden-text';
import type { Hits } from './instruction-hits';

const AROUND = 1_024;
const MOST = 16_384;
const SPACED = /(?<![^\s])[^\s](?:[ ._*-][^\s](?![^\s._*-])){7,400}/g;
const SPACED_WORDS = /(?<![^\s])[^\s](?: {1,4}[^\s](?![^\s])){7,800}/g;
const LONGEST_ADDRESS = 4_096;
const FEWEST_ENTITIES = 6;
const ENTITIES = /(?:[^&\n]{0,3}&#(?:x[0-9a-f]{1,6}|\d{1,7});){6,2000}/gi;
const ESCAPES = /(?:\\u00[0-9a-f]{2}|\\x[0-9a-f]{2}){6,2000}/gi;
const HEX_PAIRS = /\b(?:(?:0x)?[0-9a-f]{2}[ ,:]{1,2}){11,2000}(?:0x)?[0-9a-f]{2}\b/gi;

/** Readings of `text` as another alphabet, direction or encoding, where its signs call for one. `hits` is what was seen while it was read plainly. */
export function disguisedTexts(text: string, hits: Hits): readonly string[] {
  const found: string[] = [];
  if (hits.rotated >= 2) found.push(rot13(around(text, hits.firstRotated)));
  if (hits.reversed >= 2) found.push([...around(text, hits.firstReversed)].reverse().join(''));
  if (hits.spaced) found.push(joinedLetters(text));
  if (text.includes('%20')) found.push(addresses(text));
  if (holdsOften(text, '&#', FEWEST_ENTITIES)) found.push(pieces(text, ENTITIES, fromEntities));
  if (text.includes('\\u00') || text.includes('\\x')) found.push(pieces(text, ESCAPES, fromEscapes));
  // Mathematical letters are outside of the plane that the scan reads; of circled ones an e is looked for.
  if (text.includes('\ud835') || text.includes('\u24d4')) {
    found.push(normalForm(text.slice(0, MOST), 'NFKC').text);
  }
  if (hits.pairs) found.push(pieces(text, HEX_PAIRS, fromPairs));
  return found.filter((piece) => piece.length >= 8);
}

function holdsOften(text: string, piece: string, fewest: number): boolean {
  let at = -1;
  for (let seen = 0; seen < fewest; seen++) {
    at = text.indexOf(piece, at + 1);
    if (at < 0) return false;
  }
  return true;
}

function around(text: string, at: number): string {
  return text.slice(Math.max(0, at - AROUND), at + AROUND);
}

function pieces(text: string, pattern: RegExp, decode: (piece: string) => string): string {
  let decoded = '';
  for (const [piece] of text.matchAll(pattern)) {
    decoded += `${decode(piece)}. `;
    if (decoded.length > MOST) break;
  }
  return decoded;
}

/** Letters with one sign between them; a word ends where there are more. */
function joinedLetters(text: string): string {
  const head = text.slice(0, 4 * MOST);
  let decoded = '';
  for (const [run] of head.matchAll(SPACED)) decoded += `${run.replace(/(.)[ ._*-]/gsu, '$1')} `;
  for (const [run] of head.matchAll(SPACED_WORDS)) {
    if (run.includes('  '))
      decoded += `${run
        .split(/ {2,}/)
        .map((word) => word.replace(/ /g, ''))
        .join(' ')}. `;
  }
  return decoded.slice(0, MOST);
}

/** What is written as in an address, with %20 for a space. */
function addresses(text: string): string {
  let decoded = '';
  for (let at = text.indexOf('%20'); at >= 0 && decoded.length < MOST;) {
    let start = at;
    while (start > 0 && at - start < LONGEST_ADDRESS && text.charCodeAt(start - 1) > 0x20) start--;
    let end = at;
    while (end < text.length && end - at < LONGEST_ADDRESS && text.charCodeAt(end) > 0x20) end++;
    decoded += `${fromPercent(text.slice(start, end))}. `;
    at = text.indexOf('%20', end);
  }
  return decoded;
}

function fromPercent(piece: string): string {
  return piece.replace(/[+&=?]/g, ' ').replace(/(?:%[0-9a-f]{2})+/gi, (bytes) => {
    const hex = bytes.replace(/%/g, '');
    return Buffer.from(hex, 'hex').toString('utf8');
  });
}

function fromEntities(piece: string): string {
  return piece.replace(/&#(x?)([0-9a-f]{1,7});/gi, (_, hex: string, digits: string) =>
    character(Number.parseInt(digits, hex === '' ? 10 : 16)),
  );
}

function fromEscapes(piece: string): string {
  return piece.replace(/\\(?:u00|x)([0-9a-f]{2})/gi, (_, digits: string) => character(Number.parseInt(digits, 16)));
}

function fromPairs(piece: string): string {
  return (piece.match(/[0-9a-f]{2}(?![0-9a-f])/gi) ?? []).map((pair) => character(Number.parseInt(pair, 16))).join('');
}

function character(code: number): string {
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ' ';
}

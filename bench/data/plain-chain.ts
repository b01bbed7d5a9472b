import { createHash } from 'node:crypto';
import { appendFileSync, writeFileSync } from 'node:fs';
import { SYMBOL, TERMINAL, charactersOf } from '../../stages/data/clean/measure/character-class';
import type { SourceRecord } from '../../stages/data/document';
import { Laps } from './laps';
import { plainMeasure } from './plain-measure';
import type { ChainSpeed } from './steps';

const HASHES = 112;
const BANDS = 16;
const GRAM = 5;
const PRIME = 2 ** 31 - 1;
const TABLES = { punctuation: charactersOf(SYMBOL), terminal: charactersOf(TERMINAL) };
const CONTROLS = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
const EMAIL = /\b[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}\b/g;
const ADDRESS = /\b(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)\b/g;
const PHONE = /(?:\+?1[-. ])?\(?\b[2-9]\d{2}\)?[-. ][2-9]\d{2}[-. ]\d{4}\b/g;
const CARD = /\b(?:\d[ -]?){13,16}\b/g;
/** Multipliers and summands of the permutations: small enough for a product of doubles to be exact. */
const PERMUTATIONS = Array.from({ length: HASHES }, (_, at) => [7919 * (at + 1) + 1, 104_729 * (at + 3)] as const);

/**
 * The bar's chain in the usual way, as the pipelines of the field have it in Python: regular expressions, arrays of strings and sets, a pass for
 * each feature, four kinds of personal data, SHA-1 of each 5-gram and 112 permutations modulo a prime, a JSON line with features and keys.
 */
export function plainChainSpeed(lines: readonly string[], output: string): ChainSpeed {
  const laps = new Laps();
  let bytes = 0;
  writeFileSync(output, '');
  for (const line of lines) {
    laps.lap('start');
    const { id, source, text, fields } = JSON.parse(line) as SourceRecord;
    laps.lap('read');
    bytes += Buffer.byteLength(text);
    laps.lap('start');
    const normal = text.normalize('NFC').replace(/\r\n?/g, '\n').replace(CONTROLS, '');
    laps.lap('normalise');
    const features = plainMeasure(normal, TABLES);
    laps.lap('filters');
    const redacted = normal
      .replace(EMAIL, '[EMAIL]')
      .replace(ADDRESS, '[IP]')
      .replace(PHONE, '[PHONE]')
      .replace(CARD, '[CARD]');
    laps.lap('personal data');
    const sha = createHash('sha256').update(redacted.replace(/\s+/g, ' ').trim()).digest('hex');
    laps.lap('exact hash');
    const keys = signature(redacted);
    laps.lap('MinHash');
    appendFileSync(output, `${JSON.stringify({ id, source, text: redacted, fields, features, sha, keys })}\n`);
    laps.lap('writing');
  }
  const { start: _, ...seconds } = laps.seconds;
  return { megabytes: bytes / 1e6, seconds, loopSeconds: 0 };
}

function signature(text: string): string[] {
  const words = text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  const grams = new Set(
    words.map((_, at) => words.slice(at, at + GRAM).join(' ')).slice(0, Math.max(1, words.length - GRAM + 1)),
  );
  const hashes = [...grams].map((gram) => createHash('sha1').update(gram).digest().readUInt32LE(0) % PRIME);
  const least = PERMUTATIONS.map(([a, b]) =>
    hashes.reduce((low, hash) => Math.min(low, (hash * a + b) % PRIME), PRIME),
  );
  const rows = HASHES / BANDS;
  return Array.from({ length: BANDS }, (_, band) => least.slice(band * rows, (band + 1) * rows).join('-'));
}

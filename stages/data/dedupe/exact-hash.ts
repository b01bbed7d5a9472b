import { createHash } from 'node:crypto';

const SPACE = 0x20;
/** Units below are in NFC however they are combined. */
const MAY_COMBINE = 0x300;
const { fromCharCode } = String;

/** Whether a code unit is white space, as `\s` has it. */
const WHITE = Uint8Array.from({ length: 65_536 }, (_, unit) => (/\s/.test(fromCharCode(unit)) ? 1 : 0));

let buffer = Buffer.from(new ArrayBuffer(1 << 15));
let units = new Uint16Array(buffer.buffer);

/**
 * SHA-256, in hex, of a text in NFC and UTF-8 with every run of white space as one space and none at its ends. Texts with the same hash are
 * exact duplicates.
 */
export function exactHash(text: string): string {
  const length = collapsed(text);
  return createHash('sha256')
    .update(buffer.toString('utf16le', 0, 2 * length), 'utf8')
    .digest('hex');
}

/** Leaves in `units` what is hashed. @returns its length */
function collapsed(text: string): number {
  const { length } = text;
  if (length > units.length) {
    buffer = Buffer.from(new ArrayBuffer(2 ** (1 + Math.ceil(Math.log2(length)))));
    units = new Uint16Array(buffer.buffer);
  }
  buffer.write(text, 'utf16le');
  const white = WHITE;
  const all = units;
  let kept = 0;
  let gap = false;
  let greatest = 0;
  for (let at = 0; at < length; at++) {
    const unit = all[at] as number;
    if (white[unit] === 1) {
      gap = kept > 0;
      continue;
    }
    if (gap) all[kept++] = SPACE;
    gap = false;
    all[kept++] = unit;
    greatest |= unit;
  }
  if (greatest < MAY_COMBINE) return kept;
  const normal = text.normalize('NFC');
  return normal === text ? kept : collapsed(normal);
}

// Where sentences end, by the pinned splitter, and the ellipses that are seen on the way.
import { CLASSES, SENTENCE_ENDS, SPACE, UNITS } from './memory';

/** `...` in the text, without overlap. */
export let dots: i32 = 0;

/** Leaves of the marks those that end a sentence: behind them stand any closers, then white space. Counts `...` on the way. */
export function endSentences(length: i32): void {
  dots = 0;
  let next: usize = 0;
  for (let block: usize = 0; block < (length as usize); block += 64) {
    const marks = load<u64>(SENTENCE_ENDS + (block >> 3));
    if (marks == 0) continue;
    let ends = marks;
    for (let left = marks; left != 0; left &= left - 1) {
      const place = block + (ctz<u64>(left) as usize);
      const at = UNITS + (place << 1);
      if (place >= next && (load<u32>(at, 2) as u64) == 0x002e_002e && load<u16>(at) == 0x2e) {
        dots += 1;
        next = place + 3;
      }
      if (!endsSentence(at)) ends &= ~(left & (0 - left));
    }
    store<u64>(SENTENCE_ENDS + (block >> 3), ends);
  }
}

/** Behind the mark come any of " ' ) ] and then white space, which stands behind each text and line. */
function endsSentence(at: usize): bool {
  let unit: u32;
  do {
    at += 2;
    unit = load<u16>(at);
  } while (unit == 0x22 || unit == 0x27 || unit == 0x29 || unit == 0x5d);
  return ((load<u8>(CLASSES + (unit as usize)) as u32) & SPACE) != 0;
}

/** In a line behind which white space stands. */
export function countSentences(at: usize, end: usize): i32 {
  let found = 0;
  for (; at < end; at += 2) {
    const unit = load<u16>(at) as u32;
    if (unit == 0x2e || unit == 0x21 || unit == 0x3f) found += i32(endsSentence(at));
  }
  return found;
}

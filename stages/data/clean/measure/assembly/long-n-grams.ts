// Repeated n-grams longer than 4, from the numbers of 4-grams.
import { slotsFor } from './memory';
import { TOP, left, names, places, pointsOf, slots } from './n-grams';
import { spread } from './units';

/**
 * Code points of words in n-grams, longer than 4, that were there before, from left to right without overlap: places inside one that was there before
 * are passed over. Its first 4-gram and its last make an n-gram of up to 8 words, and those and the one behind the first one of up to 12.
 */
export function repeatedPoints(n: i32): f64 {
  const last = ((n - TOP) as usize) << 2;
  const middle = n > 2 * TOP ? (TOP as usize) << 2 : 0;
  const size = slotsFor(left);
  const mask = (size as u32) - 1;
  memory.fill(slots, 0, (size as usize) << 2);
  let points: f64 = 0;
  let next = 0;
  for (let at = places, end = places + ((left as usize) << 2); at < end; at += 4) {
    const place = load<i32>(at);
    if (place < next || load<i32>(at + last) != place + n - TOP) continue;
    const own = names + ((place as usize) << 2);
    const ends = (load<u32>(own) as u64) | ((load<u32>(own + last) as u64) << 32);
    const between = load<u32>(own + middle) as u64;
    let slot = spread((ends ^ rotl<u64>(between, 17)) * 0x9e3779b97f4a7c15);
    for (;;) {
      const home = slots + (((slot & mask) as usize) << 2);
      const seen = load<u32>(home) as usize;
      if (seen == 0) {
        store<u32>(home, own as u32);
        break;
      }
      if (
        load<u32>(seen) == load<u32>(own) &&
        load<u32>(seen + last) == load<u32>(own + last) &&
        load<u32>(seen + middle) == load<u32>(own + middle)
      ) {
        points += pointsOf(place, n) as f64;
        next = place + n;
        // The places up to its last 4-gram are passed over at once.
        at += last;
        break;
      }
      slot += 1;
    }
  }
  return points;
}

/** Slots of words: the last bits of a number that is made of a word's first eight units. */
const SLOTS = 65_536;
const EIGHT = 8;

/** The bits of each slot, for the kernel: those of all words that fall there. A word that is not known falls on one that is about once in fifty times. */
export function slotsOf(words: Iterable<readonly [word: string, bits: number]>, units: Uint16Array): Uint8Array {
  const slots = new Uint8Array(SLOTS);
  for (const [word, bits] of words) {
    const slot = slotOf(word, units);
    slots[slot] = (slots[slot] ?? 0) | bits;
  }
  return slots;
}

/** As the kernel (`assembly/pick.ts`) has it, in 64 bits. */
function slotOf(word: string, units: Uint16Array): number {
  const read = Array.from({ length: EIGHT }, (_, at) => units[word.charCodeAt(at)] ?? 0);
  const [low, high] = [joined(read.slice(0, 4)), joined(read.slice(4))];
  const mixed = BigInt.asUintN(64, BigInt.asUintN(64, low * 0x9e3779b97f4a7c15n + high) * 0xbf58476d1ce4e5b9n);
  return Number(mixed >> 48n);
}

function joined(units: readonly number[]): bigint {
  return units.reduceRight((sum, unit) => (sum << 16n) | BigInt(unit), 0n);
}

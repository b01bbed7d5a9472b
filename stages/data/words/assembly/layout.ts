// Bytes of the kernel's memory. Both the kernel and TypeScript compile this. It begins with what each code unit is read as, 2 bytes each.

/** Of each code unit, a byte: the bits of a word that begins with it. */
export const FIRSTS = 131_072;
/** Of each slot, a byte: the bits of words that fall there. */
export const SLOTS = 196_608;
/** What is worked on: 64 bytes. */
export const WORK = 262_144;
/** From here on stands what `settle` places. */
export const TABLES = 262_656;

const VALUE = new Float64Array(1);
const WORDS = new Uint32Array(VALUE.buffer);
const LITTLE_ENDIAN = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1;
const [LOW, HIGH] = LITTLE_ENDIAN ? [0, 1] : [1, 0];

/** Puts a number where `highWord` and `lowWord` read it. Not for use across calls that may put another. */
export function putFloat(value: number): void {
  VALUE[0] = value;
}

/** Sign, exponent and the first 20 bits of the fraction of the number put last. */
export function highWord(): number {
  return WORDS[HIGH] as number;
}

/** The last 32 bits of the fraction of the number put last. */
export function lowWord(): number {
  return WORDS[LOW] as number;
}

/** The number with these bits. */
export function floatOf(high: number, low: number): number {
  WORDS[HIGH] = high;
  WORDS[LOW] = low;
  return VALUE[0] as number;
}

/** A repeatable source of numbers in [0, 1). */
export type Random = () => number;

/** Equal seeds give equal numbers, on every machine: sfc32 (Chris Doty-Humphrey's small fast counter), its state filled by splitmix32. */
export function seededRandom(seed: number): Random {
  let fill = seed >>> 0;
  const word = (): number => {
    fill = (fill + 0x9e3779b9) >>> 0;
    let mixed = Math.imul(fill ^ (fill >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return (mixed ^ (mixed >>> 15)) >>> 0;
  };
  let a = word();
  let b = word();
  let c = word();
  let counter = 1;
  return () => {
    const result = (a + b + counter++) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + result;
    return (result >>> 0) / 4294967296;
  };
}

/** Shuffles in place (Fisher-Yates) and returns what it was given. */
export function shuffle<T extends Int32Array | unknown[]>(list: T, random: Random): T {
  for (let at = list.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    const kept = list[at] as never;
    list[at] = list[other] as never;
    list[other] = kept;
  }
  return list;
}

const CLOSE = 0x5d;
const ZERO = 0x30;
const NINE = 0x39;
const NAMED = ['edit]', 'citation needed]'].map((mark) => [...mark].map((char) => char.charCodeAt(0)));

/** Units of the citation mark that begins at the `[` at `at`: `[12]`, `[]`, `[edit]` or `[citation needed]`; 0 where there is none. ASCII digits only. */
export function citationAt(data: Uint16Array, at: number, end: number): number {
  let close = at + 1;
  while (close < end && (data[close] as number) >= ZERO && (data[close] as number) <= NINE) close += 1;
  if (close < end && data[close] === CLOSE) return close + 1 - at;
  for (const mark of NAMED) {
    if (at + mark.length < end && mark.every((unit, index) => data[at + 1 + index] === unit)) return mark.length + 1;
  }
  return 0;
}

/** Classes of characters: blank, 26 letters, digits, and other ASCII, sixteen classes. */
const CLASSES = 48;
const BLANK = 0;
const DIGIT = 27;
const FIRST_OTHER = 28;
/** Beyond ASCII nothing is told: another script is no gibberish. */
const NONE = 255;
const MOST_UNITS = 4_000;
/** With fewer places in a row nothing is told. */
const LEAST_TOLD = 100;
/** Added to each count, so that what was never seen is no impossibility. */
const SMOOTHING = 0.1;

const CLASS = Uint8Array.from({ length: 65_536 }, (_, code) => {
  if (code >= 0x80) return NONE;
  if (code <= 0x20) return BLANK;
  if (code >= 0x30 && code <= 0x39) return DIGIT;
  const letter = code | 0x20;
  return letter >= 0x61 && letter <= 0x7a ? letter - 0x60 : FIRST_OTHER + (code % 16);
});

/** How characters follow two others in texts: counts of a fixed size, that can be added up. */
export class CharacterModel {
  private readonly counts = new Uint32Array(CLASSES ** 3);

  /** What {@link toBytes} gave. */
  public static from(bytes: Uint8Array): CharacterModel {
    const model = new CharacterModel();
    const pairs = new Uint32Array(bytes.slice().buffer);
    for (let at = 0; at < pairs.length; at += 2) model.counts[pairs[at] ?? 0] = pairs[at + 1] ?? 0;
    return model;
  }

  /** Places that were seen, in order, each with its count. */
  public toBytes(): Uint8Array {
    const pairs: number[] = [];
    this.counts.forEach((count, place) => {
      if (count > 0) pairs.push(place, count);
    });
    return new Uint8Array(Uint32Array.from(pairs).buffer);
  }

  public learn(text: string): void {
    each(text, (place) => (this.counts[place] = (this.counts[place] ?? 0) + 1));
  }

  public merge({ counts }: CharacterModel): void {
    counts.forEach((count, place) => (this.counts[place] = (this.counts[place] ?? 0) + count));
  }

  /** How surprising a text's characters are, by the two before each; NaN where too few are ASCII. */
  public surpriser(): (text: string) => number {
    const bits = this.bits();
    return (text) => {
      let sum = 0;
      const told = each(text, (place) => (sum += bits[place] ?? 0));
      return told < LEAST_TOLD ? Number.NaN : sum / told;
    };
  }

  private bits(): Float64Array {
    const { counts } = this;
    const bits = new Float64Array(counts.length);
    for (let from = 0; from < counts.length; from += CLASSES) {
      const all = counts.subarray(from, from + CLASSES).reduce((sum, count) => sum + count, SMOOTHING * CLASSES);
      for (let at = from; at < from + CLASSES; at++) bits[at] = Math.log2(all / ((counts[at] ?? 0) + SMOOTHING));
    }
    return bits;
  }
}

/** Calls with the place of each three characters in a row, and answers how many there are. */
function each(text: string, call: (place: number) => void): number {
  const end = Math.min(MOST_UNITS, text.length);
  let before = NONE;
  let last = NONE;
  let told = 0;
  for (let at = 0; at < end; at++) {
    const kind = CLASS[text.charCodeAt(at)] ?? NONE;
    if (kind === BLANK && last === BLANK) continue;
    if (before !== NONE && last !== NONE && kind !== NONE) {
      call((before * CLASSES + last) * CLASSES + kind);
      told++;
    }
    before = last;
    last = kind;
  }
  return told;
}

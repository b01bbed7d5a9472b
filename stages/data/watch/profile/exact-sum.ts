import { highWord, lowWord, putFloat } from './float-words';

const EXPONENTS = 2048;
/** 2^20 additions of 32-bit words keep each counter under 2^53, where doubles stop being exact. */
const MOST_PENDING = 1 << 20;
/** The unit of the total: the smallest double is 2^-1074. */
const UNIT_EXPONENT = -1074;

/**
 * Sum of doubles without any rounding: the same to the bit in whatever order, and in however many parts, the numbers come. Mantissas are
 * added as integers, one pair of counters an exponent (a superaccumulator; Kulisch 1976).
 */
export class ExactSum {
  private readonly high = new Float64Array(EXPONENTS);
  private readonly low = new Float64Array(EXPONENTS);
  private pending = 0;
  private total = 0n;

  /** @param value finite */
  public add(value: number): void {
    putFloat(value);
    const word = highWord();
    const exponent = (word >>> 20) & 0x7ff;
    const mantissa = exponent === 0 ? word & 0xfffff : (word & 0xfffff) | 0x100000;
    if (word >>> 31 === 0) {
      this.high[exponent] = (this.high[exponent] as number) + mantissa;
      this.low[exponent] = (this.low[exponent] as number) + lowWord();
    } else {
      this.high[exponent] = (this.high[exponent] as number) - mantissa;
      this.low[exponent] = (this.low[exponent] as number) - lowWord();
    }
    if (++this.pending >= MOST_PENDING) this.settle();
  }

  public merge(other: ExactSum): void {
    this.total += other.units();
  }

  /** The exact sum, in units of 2^-1074. */
  public units(): bigint {
    if (this.pending > 0) this.settle();
    return this.total;
  }

  /** The double nearest to the sum. */
  public value(): number {
    return nearest(this.units(), UNIT_EXPONENT);
  }

  /** Hexadecimal digits without trailing zero bits, and the exponent of their unit. */
  public toJSON(): readonly [digits: string, exponent: number] {
    let [digits, exponent] = [this.units(), UNIT_EXPONENT];
    if (digits === 0n) return ['0', 0];
    for (const step of [1024, 256, 64, 16, 4, 1]) {
      while ((digits & ((1n << BigInt(step)) - 1n)) === 0n) {
        digits >>= BigInt(step);
        exponent += step;
      }
    }
    return [digits.toString(16), exponent];
  }

  public static from([digits, exponent]: readonly [string, number]): ExactSum {
    const sum = new ExactSum();
    const negative = digits.startsWith('-');
    const units = BigInt(`0x${negative ? digits.slice(1) : digits}`) << BigInt(exponent - UNIT_EXPONENT);
    sum.total = negative ? -units : units;
    return sum;
  }

  private settle(): void {
    for (let exponent = 0; exponent < EXPONENTS; exponent++) {
      const [high, low] = [this.high[exponent] as number, this.low[exponent] as number];
      if (high === 0 && low === 0) continue;
      this.total += (BigInt(high) * 0x100000000n + BigInt(low)) << BigInt(Math.max(0, exponent - 1));
    }
    this.high.fill(0);
    this.low.fill(0);
    this.pending = 0;
  }
}

/** The double nearest to `digits * 2^exponent`; where it is too large or too small for one, infinity or 0. */
export function nearest(digits: bigint, exponent: number): number {
  const size = digits < 0n ? -digits : digits;
  const excess = size.toString(16).length * 4 - 64;
  if (excess <= 0) return scaled(Number(digits), exponent);
  // 64 leading bits, with one more that says whether anything was cut: enough for Number() to round right.
  const cut = BigInt(excess);
  const leading = (size >> cut) | (size & ((1n << cut) - 1n) ? 1n : 0n);
  return scaled(Number(digits < 0n ? -leading : leading), exponent + excess);
}

function scaled(value: number, exponent: number): number {
  // In two steps: 2^exponent alone may be beyond the range of doubles where the product is not.
  const half = Math.trunc(exponent / 2);
  return value * 2 ** half * 2 ** (exponent - half);
}

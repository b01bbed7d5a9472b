/** An exact number, for references that no rounding can blur. */
export class Fraction {
  public constructor(
    public readonly over: bigint,
    public readonly under: bigint = 1n,
  ) {}

  public static of(value: number): Fraction {
    return new Fraction(BigInt(value));
  }

  public plus(other: Fraction): Fraction {
    return new Fraction(this.over * other.under + other.over * this.under, this.under * other.under).reduced();
  }

  public minus(other: Fraction): Fraction {
    return this.plus(new Fraction(-other.over, other.under));
  }

  public times(other: Fraction): Fraction {
    return new Fraction(this.over * other.over, this.under * other.under).reduced();
  }

  public by(other: Fraction): Fraction {
    return this.times(new Fraction(other.under, other.over));
  }

  /** To 20 decimals, then to the nearest double. */
  public toNumber(): number {
    const scaled = (this.over * 10n ** 20n) / this.under;
    return Number(scaled) / 1e20;
  }

  private reduced(): Fraction {
    let [a, b] = [this.over < 0n ? -this.over : this.over, this.under < 0n ? -this.under : this.under];
    while (b !== 0n) [a, b] = [b, a % b];
    const sign = this.under < 0n ? -1n : 1n;
    return a === 0n ? new Fraction(0n) : new Fraction((sign * this.over) / a, (sign * this.under) / a);
  }
}

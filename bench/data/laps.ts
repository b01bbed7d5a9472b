const LOOP = 10_000_000;
const TABLE = Uint16Array.from({ length: 4096 }, (_, at) => (at * 40_503) & 0xfff);

/** Processor seconds by name. Processor time, because others use the machine. */
export class Laps {
  public readonly seconds: Record<string, number> = {};
  private last = spent();

  /** What was spent since the last call is `name`'s. */
  public lap(name: string): void {
    const now = spent();
    this.seconds[name] = (this.seconds[name] ?? 0) + now - this.last;
    this.last = now;
  }
}

function spent(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** A fixed loop, as kernels are loops: a look-up and a multiplication a step, each waiting for the one before. @returns what it came to */
export function fixedLoop(): number {
  const table = TABLE;
  let sum = 1;
  for (let at = 0; at < LOOP; at += 1) sum = (Math.imul(sum, 0x01000193) ^ (table[(sum ^ at) & 0xfff] as number)) | 0;
  return sum;
}

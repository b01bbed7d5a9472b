import { highest } from './address';
import { interval, overlap, type Interval } from './interval';

/** What tells one packet from another. Ports of ICMP are its types; a protocol without ports has all of them. */
export const DIMENSIONS = ['family', 'source', 'destination', 'protocol', 'sourcePort', 'destinationPort'] as const;
export type Dimension = (typeof DIMENSIONS)[number];
export type Box = Readonly<Record<Dimension, Interval>>;

/** Boxes that a set may grow to before a computation gives up, and says so. */
const MOST_BOXES = 20_000;

/** A computation that would grow too large; whoever asked answers *not evaluated*. */
export class TooManyBoxes extends Error {}

const PORTS = interval(0, 65_535);
const PROTOCOLS = interval(0, 255);

export function box(family: 4 | 6, limits: Partial<Record<Dimension, Interval>> = {}): Box {
  const addresses = interval(0n, highest(family));
  return {
    family: interval(family),
    source: addresses,
    destination: addresses,
    protocol: PROTOCOLS,
    sourcePort: PORTS,
    destinationPort: PORTS,
    ...limits,
  };
}

/** A set of packets as disjoint or overlapping boxes. Immutable. */
export class PacketSet {
  public static readonly NONE = new PacketSet([]);
  public static readonly ALL = new PacketSet([box(4), box(6)]);

  public static of(...boxes: readonly Box[]): PacketSet {
    return boxes.length === 0 ? PacketSet.NONE : new PacketSet(boxes);
  }

  private constructor(public readonly boxes: readonly Box[]) {
    if (boxes.length > MOST_BOXES) throw new TooManyBoxes(`more than ${MOST_BOXES} boxes of packets`);
  }

  public get isEmpty(): boolean {
    return this.boxes.length === 0;
  }

  public union(other: PacketSet): PacketSet {
    if (this.isEmpty) return other;
    if (other.isEmpty || other === this) return this;
    if (this === PacketSet.ALL || other === PacketSet.ALL) return PacketSet.ALL;
    return new PacketSet(withoutCovered([...this.boxes, ...other.boxes]));
  }

  public intersect(other: PacketSet): PacketSet {
    if (this === PacketSet.ALL) return other;
    if (other === PacketSet.ALL) return this;
    const found: Box[] = [];
    for (const left of this.boxes) {
      for (const right of other.boxes) {
        const common = intersectBoxes(left, right);
        if (common) found.push(common);
      }
      if (found.length > MOST_BOXES) throw new TooManyBoxes(`more than ${MOST_BOXES} boxes of packets`);
    }
    return PacketSet.of(...withoutCovered(found));
  }

  public subtract(other: PacketSet): PacketSet {
    let left = this.boxes;
    for (const hole of other.boxes) {
      left = left.flatMap((one) => subtractBox(one, hole));
      if (left.length > MOST_BOXES) throw new TooManyBoxes(`more than ${MOST_BOXES} boxes of packets`);
    }
    return PacketSet.of(...left);
  }

  public includes(other: PacketSet): boolean {
    return other.subtract(this).isEmpty;
  }

  /** The packets that answer these: source and destination change places. */
  public reversed(): PacketSet {
    if (this === PacketSet.ALL) return this;
    return PacketSet.of(
      ...this.boxes.map((one) => ({
        ...one,
        source: one.destination,
        destination: one.source,
        sourcePort: one.destinationPort,
        destinationPort: one.sourcePort,
      })),
    );
  }
}

function intersectBoxes(left: Box, right: Box): Box | undefined {
  const common: Partial<Record<Dimension, Interval>> = {};
  for (const dimension of DIMENSIONS) {
    const both = overlap(left[dimension], right[dimension]);
    if (!both) return undefined;
    common[dimension] = both;
  }
  return common as Box;
}

/** What is left of a box without another one: at most two slices for each dimension. */
function subtractBox(from: Box, hole: Box): readonly Box[] {
  const common = intersectBoxes(from, hole);
  if (!common) return [from];
  const slices: Box[] = [];
  let rest = from;
  for (const dimension of DIMENSIONS) {
    const { low, high } = rest[dimension];
    const cut = common[dimension];
    if (low < cut.low) slices.push({ ...rest, [dimension]: { low, high: cut.low - 1n } });
    if (cut.high < high) slices.push({ ...rest, [dimension]: { low: cut.high + 1n, high } });
    rest = { ...rest, [dimension]: cut };
  }
  return slices;
}

/** Drops boxes that lie inside another one; only for sets small enough that comparing pairs is cheap. */
function withoutCovered(boxes: readonly Box[]): readonly Box[] {
  if (boxes.length < 2 || boxes.length > 200) return boxes;
  return boxes.filter(
    (one, index) =>
      !boxes.some((other, at) => at !== index && contains(other, one) && (at < index || !contains(one, other))),
  );
}

function contains(outer: Box, inner: Box): boolean {
  return DIMENSIONS.every((dimension) => {
    return outer[dimension].low <= inner[dimension].low && inner[dimension].high <= outer[dimension].high;
  });
}

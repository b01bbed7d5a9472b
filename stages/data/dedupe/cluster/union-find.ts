/** Components of a graph that grows edge by edge; the least number of a component names it. */
export class UnionFind {
  private readonly index = new Map<bigint, number>();
  private readonly numbers: bigint[] = [];
  private readonly parents: number[] = [];

  public join(a: bigint, b: bigint): void {
    const left = this.root(this.indexOf(a));
    const right = this.root(this.indexOf(b));
    if (left === right) return;
    const leftIsLess = (this.numbers[left] ?? 0n) < (this.numbers[right] ?? 0n);
    if (leftIsLess) this.parents[right] = left;
    else this.parents[left] = right;
  }

  /** Each number that has an edge, with the least number of its component; by number. */
  public labels(): { readonly node: bigint; readonly label: bigint }[] {
    const labels = this.numbers.map((node, at) => ({ node, label: this.numbers[this.root(at)] ?? node }));
    return labels.sort((left, right) => (left.node < right.node ? -1 : 1));
  }

  private indexOf(number: bigint): number {
    const known = this.index.get(number);
    if (known !== undefined) return known;
    const at = this.numbers.length;
    this.index.set(number, at);
    this.numbers.push(number);
    this.parents.push(at);
    return at;
  }

  /** Halves the path on its way: without ranks, which naming by the least number leaves no room for, a find stays near log n. */
  private root(from: number): number {
    let at = from;
    for (;;) {
      const parent = this.parents[at] ?? at;
      if (parent === at) return at;
      const grand = this.parents[parent] ?? parent;
      this.parents[at] = grand;
      at = grand;
    }
  }
}

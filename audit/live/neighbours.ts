import type { Beside, Meant } from './reader';
import type { Place } from './verdict';

/** What is meant, by place and type. */
export class Neighbours {
  private readonly byType = new Map<string, Meant[]>();

  public constructor(all: readonly Meant[]) {
    for (const one of all) {
      const key = keyOf(one.place, one.type);
      const known = this.byType.get(key);
      if (known) known.push(one);
      else this.byType.set(key, [one]);
    }
  }

  public of(place: Place): Beside {
    return { ofType: (type) => this.byType.get(keyOf(place, type)) ?? [] };
  }
}

function keyOf({ account, region }: Place, type: string): string {
  return `${account}/${region}/${type}`;
}

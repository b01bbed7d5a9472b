import type { Clients } from './clients';
import type { Live } from './reader';
import type { Place } from './verdict';

/** One account and region during one verification: its clients, and what was read there for several resources. */
export class PlaceReading implements Live {
  public readonly account: string;
  public readonly region: string;
  private readonly shared = new Map<string, Promise<unknown>>();
  private readonly meant = new Map<string, string[]>();

  public constructor(
    { account, region }: Place,
    public readonly clients: Clients,
  ) {
    this.account = account;
    this.region = region;
    // Readers take it apart.
    this.once = this.once.bind(this);
  }

  /** A resource of this type will be read. */
  public expect(type: string, physicalId: string): void {
    const known = this.meant.get(type);
    if (known) known.push(physicalId);
    else this.meant.set(type, [physicalId]);
  }

  public ids(type: string): readonly string[] {
    return (this.meant.get(type) ?? []).filter((id) => id !== '');
  }

  public once<T>(key: string, read: () => Promise<T>): Promise<T> {
    const known = this.shared.get(key) as Promise<T> | undefined;
    if (known) return known;
    const begun = read();
    this.shared.set(key, begun);
    return begun;
  }
}

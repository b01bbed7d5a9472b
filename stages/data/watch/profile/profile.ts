import { WatchError } from '../watch-error';
import { NumberProfile, type NumberProfileJson } from './number-profile';
import { TextProfile, type TextProfileJson } from './text-profile';

/** A feature that a profile watches. */
export interface FeatureSpec {
  readonly name: string;
  /** `number`: measured; `text`: a category (a label, a language, a source), never the text of a record. */
  readonly kind: 'number' | 'text';
}

export interface ProfileJson {
  readonly version: 1;
  readonly rows: number;
  readonly features: readonly ({ readonly name: string } & (NumberProfileJson | TextProfileJson))[];
}

/**
 * What a run's records looked like. A profile a shard, merged: `merge` is commutative and associative to the byte, so neither the number
 * of shards nor their order shows. Sums are exact, bins are fixed, distinct values come from the smallest hashes.
 */
export class Profile {
  private rows = 0;
  private readonly columns: readonly (NumberProfile | TextProfile)[];

  /** @throws WatchError `PROFILE_FEATURES_INVALID` where two features have one name, or there is none */
  public constructor(public readonly features: readonly FeatureSpec[]) {
    const names = features.map(({ name }) => name);
    const twice = names.find((name, i) => names.indexOf(name) !== i);
    if (twice !== undefined) throw new WatchError('PROFILE_FEATURES_INVALID', `feature ${twice} is named twice`);
    if (names.length === 0) throw new WatchError('PROFILE_FEATURES_INVALID', 'a profile needs at least one feature');
    this.columns = features.map(({ kind }) => (kind === 'number' ? new NumberProfile() : new TextProfile()));
  }

  /** Adds a record's values, in the order of the features. */
  public add(values: ArrayLike<unknown>): void {
    this.rows++;
    for (let i = 0; i < this.columns.length; i++) this.columns[i]?.add(values[i]);
  }

  /** Adds what another profile of the same features has seen. @throws WatchError `PROFILE_MISMATCH` */
  public merge(other: Profile): this {
    if (JSON.stringify(other.features) !== JSON.stringify(this.features)) {
      const [ours, theirs] = [this, other].map(({ features }) =>
        features.map(({ name, kind }) => `${name} (${kind})`).join(', '),
      );
      throw new WatchError('PROFILE_MISMATCH', `profiles must have the same features, got ${ours} and ${theirs}`);
    }
    this.rows += other.rows;
    this.columns.forEach((column, i) => {
      const theirs = other.columns[i];
      if (column instanceof NumberProfile && theirs instanceof NumberProfile) column.merge(theirs);
      if (column instanceof TextProfile && theirs instanceof TextProfile) column.merge(theirs);
    });
    return this;
  }

  public count(): number {
    return this.rows;
  }

  /** The profile of one feature; undefined where there is none of that name. */
  public column(name: string): NumberProfile | TextProfile | undefined {
    return this.columns[this.features.findIndex((feature) => feature.name === name)];
  }

  public toJSON(): ProfileJson {
    const features = this.columns.map((column, i) => ({ name: this.features[i]?.name ?? '', ...column.toJSON() }));
    return { version: 1, rows: this.rows, features };
  }

  /** @throws WatchError `PROFILE_UNREADABLE` */
  public static from(json: unknown): Profile {
    if (!isProfile(json))
      throw new WatchError('PROFILE_UNREADABLE', 'a profile must be version 1, with rows and features');
    const profile = new Profile(json.features.map(({ name, kind }) => ({ name, kind })));
    profile.rows = json.rows;
    try {
      const columns = json.features.map((of) => (of.kind === 'number' ? NumberProfile.from(of) : TextProfile.from(of)));
      Object.assign(profile.columns, columns);
    } catch (error) {
      throw new WatchError('PROFILE_UNREADABLE', `a feature of the profile cannot be read: ${String(error)}`);
    }
    return profile;
  }
}

function isProfile(json: unknown): json is ProfileJson {
  if (typeof json !== 'object' || json === null) return false;
  const { version, rows, features } = json as Partial<ProfileJson>;
  return version === 1 && Number.isInteger(rows) && Array.isArray(features) && features.every(isFeature);
}

function isFeature(json: unknown): boolean {
  const { name, kind } = (json ?? {}) as { name?: unknown; kind?: unknown };
  return typeof name === 'string' && (kind === 'number' || kind === 'text');
}

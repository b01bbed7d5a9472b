import { overlaps, parseCidr } from './cidr';
import { PLACES, type Place } from './config';
import { shown } from './got';
import { child, isMap, part, roleLists, type Breach } from './parts';
import { partitionOf } from './resolve';
import { configSchema } from './schema';
import type { Path } from './tree';

export function placesAreGiven(given: unknown, path: Path): Breach[] {
  if (!isMap(given)) return [];
  const named = PLACES.filter((place) => place in given);
  const allowed = `either all, or each of ${PLACES.join(', ')}`;
  if ('all' in given) {
    return named.map((place) => ({
      code: 'PLACES_MISMATCH',
      path: [...path, place],
      got: `${place} beside all`,
      allowed,
    }));
  }
  if (named.length === 0) return [{ code: 'MISSING_KEY', path, got: 'none of them', allowed }];
  return PLACES.filter((place) => !named.includes(place)).map((place) => ({
    code: 'MISSING_KEY',
    path: [...path, place],
    got: 'nothing',
    allowed,
  }));
}

export function placesMatch(accounts: unknown, ranges: unknown): Breach[] {
  if (!isMap(accounts) || !isMap(ranges) || Object.keys(accounts).length === 0) return [];
  if (Object.keys(ranges).length === 0 || 'all' in accounts === 'all' in ranges) return [];
  const [want, got] = 'all' in accounts ? ['all', 'separate places'] : [PLACES.join(', '), 'all'];
  const allowed = `the keys that accounts has: ${want}`;
  return [{ code: 'PLACES_MISMATCH', path: ['network', 'ranges'], got, allowed }];
}

export function onePartition(file: unknown, accounts: unknown): Breach[] {
  const named = environments(accounts).map(({ path, environment }) => ({
    path: [...path, 'region'],
    got: environment.region,
    partition: partitionOf(environment.region),
  }));
  const roles = roleLists(file)
    .flat()
    .map(({ path, role }) => ({ path, got: role, partition: role.split(':')[1] }));
  const home = named[0]?.partition;
  if (home === undefined) return [];
  return [...named, ...roles]
    .filter(({ partition }) => partition !== home)
    .map(({ path, got, partition }) => ({
      code: 'MIXED_PARTITIONS',
      path,
      got: `${shown(got)} of partition ${partition}`,
      allowed: `partition ${home}, as accounts has it`,
    }));
}

export function rangesAreApart(accounts: unknown, ranges: unknown): Breach[] {
  const homes = environments(accounts);
  const texts = part(configSchema.shape.network.shape.ranges, ranges) ?? {};
  const known = homes.flatMap(({ place, environment }) => {
    const range = parseCidr(texts[place] ?? '');
    return range ? [{ place, range, text: texts[place], home: `${environment.account}/${environment.region}` }] : [];
  });
  return known.flatMap((one, index) =>
    known.slice(0, index).flatMap((other): Breach[] => {
      const path = ['network', 'ranges', one.place];
      const got = `${one.text} beside ${other.text} of ${other.place}`;
      if (one.home === other.home) {
        if (one.text === other.text) return [];
        const allowed = `one range for ${other.place} and ${one.place}, which share the network of ${one.home}`;
        return [{ code: 'CIDR_CONFLICT', path, got, allowed }];
      }
      if (!overlaps(one.range, other.range)) return [];
      return [{ code: 'CIDR_OVERLAP', path, got, allowed: 'ranges that do not overlap' }];
    }),
  );
}

/** The places whose account and region are well-formed. */
export function environments(accounts: unknown) {
  return (['all', ...PLACES] as const).flatMap((place: Place | 'all') => {
    const environment = part(configSchema.shape.accounts.shape.all.unwrap(), child(accounts, place));
    return environment === undefined ? [] : [{ place, path: ['accounts', place], environment }];
  });
}

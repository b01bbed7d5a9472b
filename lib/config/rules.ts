import type { z } from 'zod';
import { overlaps, parseCidr } from './cidr';
import { PLACES, type Place } from './config';
import type { ConfigProblemCode } from './errors';
import { roleArn } from './fields';
import { shown } from './got';
import { partitionOf } from './resolve';
import { configSchema } from './schema';
import type { Path } from './tree';

/** What two parts of a file, each well-formed, get wrong together. */
export interface Breach {
  readonly code: ConfigProblemCode;
  readonly path: Path;
  readonly got: string;
  readonly allowed: string;
}

const shape = configSchema.shape;
const zoned = shape.network.shape.ranges;
const sagemaker = shape.models.shape.sagemaker;

/** Judges what holds between the parts of a file. Each rule looks at those parts only that are well-formed by themselves. */
export function judgeTogether(file: unknown): Breach[] {
  const accounts = child(file, 'accounts');
  const ranges = child(child(file, 'network'), 'ranges');
  return [
    ...placesAreGiven(accounts, ['accounts']),
    ...placesAreGiven(ranges, ['network', 'ranges']),
    ...placesMatch(accounts, ranges),
    ...onePartition(file, accounts),
    ...rangesAreApart(accounts, ranges),
    ...oneDutyARole(file),
    ...topicsDiffer(file),
    ...modelIsUsable(file, accounts),
  ];
}

function placesAreGiven(given: unknown, path: Path): Breach[] {
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

function placesMatch(accounts: unknown, ranges: unknown): Breach[] {
  if (!isMap(accounts) || !isMap(ranges) || Object.keys(accounts).length === 0) return [];
  if (Object.keys(ranges).length === 0 || 'all' in accounts === 'all' in ranges) return [];
  const [want, got] = 'all' in accounts ? ['all', 'separate places'] : [PLACES.join(', '), 'all'];
  const allowed = `the keys that accounts has: ${want}`;
  return [{ code: 'PLACES_MISMATCH', path: ['network', 'ranges'], got, allowed }];
}

function onePartition(file: unknown, accounts: unknown): Breach[] {
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

function rangesAreApart(accounts: unknown, ranges: unknown): Breach[] {
  const homes = environments(accounts);
  const texts = part(zoned, ranges) ?? {};
  const known = homes.flatMap(({ place, environment }) => {
    const range = parseCidr((place === 'all' ? texts.all : texts[place]) ?? '');
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

function oneDutyARole(file: unknown): Breach[] {
  const first = new Map<string, Path>();
  return roleLists(file)
    .flat()
    .flatMap(({ path, role }): Breach[] => {
      const before = first.get(role);
      first.set(role, before ?? path);
      if (before === undefined) return [];
      const allowed = 'a role in one list only, once (separation of duties)';
      return [
        { code: 'DUPLICATE_ROLE', path, got: `${shown(role)}, which ${before.slice(0, -1).join('.')} has`, allowed },
      ];
    });
}

function topicsDiffer(file: unknown): Breach[] {
  const path = ['models', 'bedrock', 'guardrail', 'deniedTopics'];
  const topics = path.reduce<unknown>(child, file);
  const names = Array.isArray(topics) ? topics.map((topic) => child(topic, 'name')) : [];
  return names.flatMap((name, index): Breach[] =>
    typeof name === 'string' && names.indexOf(name) < index
      ? [
          {
            code: 'DUPLICATE_VALUE',
            path: [...path, index, 'name'],
            got: shown(name),
            allowed: 'a name that no other topic has',
          },
        ]
      : [],
  );
}

function modelIsUsable(file: unknown, accounts: unknown): Breach[] {
  const models = child(file, 'models');
  if (isMap(models) && !('bedrock' in models) && !('sagemaker' in models)) {
    return [{ code: 'MODEL_MISSING', path: ['models'], got: 'no model', allowed: 'bedrock, sagemaker, or both' }];
  }
  const inner = sagemaker.unwrap().shape;
  const breaches: Breach[] = [];
  const path = ['models', 'sagemaker'];
  const instances = part(inner.instances, child(child(models, 'sagemaker'), 'instances'));
  if (instances !== undefined && instances.minimum > instances.maximum) {
    const got = `${instances.minimum} to ${instances.maximum}`;
    const allowed = 'a maximum that is not below the minimum';
    breaches.push({ code: 'INSTANCES_REVERSED', path: [...path, 'instances'], got, allowed });
  }
  const image = part(inner.image, child(child(models, 'sagemaker'), 'image'));
  const serving = environments(accounts).find(({ place }) => place === 'all' || place === 'serving')?.environment;
  const home = image?.split('.')[3];
  if (serving !== undefined && home !== undefined && home !== serving.region) {
    const allowed = `an image in ${serving.region}, where the model is served: SageMaker does not pull from other regions`;
    breaches.push({ code: 'IMAGE_REGION', path: [...path, 'image'], got: `an image in ${home}`, allowed });
  }
  return breaches;
}

/** The places whose account and region are well-formed. */
function environments(accounts: unknown) {
  return (['all', ...PLACES] as const).flatMap((place: Place | 'all') => {
    const environment = part(shape.accounts.shape.all.unwrap(), child(accounts, place));
    return environment === undefined ? [] : [{ place, path: ['accounts', place], environment }];
  });
}

/** Every well-formed role of the file with its place, list by list. */
function roleLists(file: unknown) {
  const lists = [...Object.keys(shape.people.shape).map((duty) => ['people', duty]), ['callers', 'roles']];
  return lists.map((path) => {
    const roles = path.reduce<unknown>(child, file);
    if (!Array.isArray(roles)) return [];
    return roles.flatMap((entry: unknown, index) => {
      const role = part(roleArn, entry);
      return role === undefined ? [] : [{ path: [...path, index], role }];
    });
  });
}

function part<Part extends z.ZodType>(schema: Part, value: unknown): z.output<Part> | undefined {
  const judged = schema.safeParse(value);
  return judged.success ? judged.data : undefined;
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function child(value: unknown, key: string | number): unknown {
  return isMap(value) ? value[key] : undefined;
}

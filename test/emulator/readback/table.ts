import type { EmulatedResource, Emulator } from '../emulator';
import { differences, type Difference } from './compare';
import { DATASETS } from './datasets';
import { IDENTITY } from './identity';
import { MESSAGES } from './messages';
import { NETWORK } from './network';
import { Clients, type Properties, type Reading } from './reading';
import { SERVING } from './serving';
import { STORAGE } from './storage';
import type { TypeRow } from './type-table';
import { WATCHING } from './watching';

/** How each type is read back. */
export const READINGS: Readonly<Record<string, Reading>> = {
  ...STORAGE,
  ...DATASETS,
  ...IDENTITY,
  ...NETWORK,
  ...MESSAGES,
  ...WATCHING,
  ...SERVING,
};

/** One resource and what its service says otherwise than the template promised. */
export interface ReadResource {
  readonly resource: EmulatedResource;
  /** Whether its type is read back at all. */
  readonly read: boolean;
  readonly differences: readonly Difference[];
}

const AT_ONCE = 8;

/** Reads every exercised resource of the blueprint's stacks through its service, or those that are given. The bootstrap stack is not ours. */
export async function readBack(
  emulator: Emulator,
  given?: readonly EmulatedResource[],
): Promise<readonly ReadResource[]> {
  const all = (given ?? (await emulator.resources())).filter(({ stack }) => stack !== 'CDKToolkit');
  const clients = new Map<string, Clients>();
  for (const { account } of all)
    if (!clients.has(account)) clients.set(account, new Clients(await emulator.accessTo(account)));
  const results: ReadResource[] = [];
  const waiting = all.entries();
  const worker = async () => {
    for (const [index, resource] of waiting) results[index] = await readOne(clients.get(resource.account), resource);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return results;
}

async function readOne(clients: Clients | undefined, resource: EmulatedResource): Promise<ReadResource> {
  const reading = READINGS[resource.type];
  if (!resource.exercised || reading === undefined || clients === undefined)
    return { resource, read: false, differences: [] };
  try {
    const found = await reading.read(clients, resource);
    const promised = without({ ...resource.properties, ...reading.promised }, Object.keys(reading.lost ?? {}));
    return { resource, read: true, differences: differences(promised, found) };
  } catch (error) {
    const told = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    return { resource, read: true, differences: [{ path: '', promised: 'to be readable', found: told }] };
  }
}

/** Properties but for some, whose paths go through lists without naming places. */
function without(value: Properties, paths: readonly string[]): Properties {
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, member]) => {
      if (paths.includes(name)) return [];
      const deeper = paths.flatMap((path) => (path.startsWith(`${name}.`) ? [path.slice(name.length + 1)] : []));
      return [[name, deeper.length === 0 ? member : inside(member, deeper)]];
    }),
  );
}

function inside(value: unknown, paths: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((one) => inside(one, paths));
  return typeof value === 'object' && value !== null ? without(value as Properties, paths) : value;
}

/** One row a type, by name. A type counts as verified where every resource of it was read back equal. */
export function typeTable(results: readonly ReadResource[]): readonly TypeRow[] {
  const types = [...new Set(results.map(({ resource }) => resource.type))].sort();
  return types.map((type) => {
    const ours = results.filter(({ resource }) => resource.type === type);
    const verified = ours.every(({ read, differences: found }) => read && found.length === 0);
    const exercised = ours.every(({ resource }) => resource.exercised);
    const verdict = verified ? 'exercised and verified' : exercised ? 'exercised' : 'not exercised';
    return { type, count: ours.length, verdict, lost: verified ? Object.keys(READINGS[type]?.lost ?? {}) : [] };
  });
}

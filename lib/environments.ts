import { DataClass } from '../contract/data-class';
import type { Environment } from '../contract/names';
import { PLACES, type Place, type RampartConfig } from './config/config';

/** One account and region with the places that live in it. */
export interface PlatformEnvironment extends Environment {
  /** Appended to stack names: empty where all places share one environment, else `-data`, `-training-serving`, … */
  readonly suffix: string;
  readonly places: readonly Place[];
}

/** The place that each class of data calls home: its key and its vault are there. */
export const HOME: Readonly<Record<DataClass, Place>> = {
  [DataClass.RAW]: 'data',
  [DataClass.CURATED]: 'data',
  [DataClass.MODEL]: 'training',
  [DataClass.CONVERSATION]: 'serving',
  [DataClass.LOG]: 'security',
  [DataClass.EVIDENCE]: 'security',
};

/** The distinct environments of a config, the security environment first: the others deliver their logs to it. */
export function environmentsOf(config: RampartConfig): PlatformEnvironment[] {
  const order: Place[] = ['security', 'data', 'training', 'serving'];
  const groups = new Map<string, Place[]>();
  for (const place of order) {
    const { account, region } = config.places[place];
    const key = `${account}/${region}`;
    groups.set(key, [...(groups.get(key) ?? []), place]);
  }
  return [...groups.values()].map((places) => {
    const [first] = places;
    const { account, region } = config.places[first ?? 'security'];
    return { account, region, places, suffix: places.length === PLACES.length ? '' : `-${places.join('-')}` };
  });
}

/** The classes that have a key in an environment: those at home there, and the log class, which is everywhere. */
export function classesKeptIn({ places }: PlatformEnvironment): DataClass[] {
  return Object.values(DataClass).filter(
    (dataClass) => dataClass === DataClass.LOG || places.includes(HOME[dataClass]),
  );
}

/** The distinct accounts of a config, the security account first. */
export function accountsOf(config: RampartConfig): string[] {
  return [...new Set(environmentsOf(config).map(({ account }) => account))];
}

/** Whether an environment is the first of its account: what an account has once lives there. */
export function isFirstOfAccount(config: RampartConfig, { account, region }: PlatformEnvironment): boolean {
  return environmentsOf(config).find((one) => one.account === account)?.region === region;
}

/** Whether two places are one account and region. */
export function together(config: RampartConfig, a: Place, b: Place): boolean {
  const left = config.places[a];
  const right = config.places[b];
  return left.account === right.account && left.region === right.region;
}

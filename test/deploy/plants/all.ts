import { IDENTITY } from './identity';
import { NETWORK } from './network';
import type { Plant } from './plant';
import { FUNCTIONS, MESSAGES, RULES, SERVING } from './serving';
import { BUCKETS, KEYS } from './storage';
import { ALARMS, DETECTION, LOGS, TRAILS } from './watching';

/** Every change; none undoes what another did. */
export const PLANTS: readonly Plant[] = [
  ...KEYS,
  ...BUCKETS,
  ...NETWORK,
  ...IDENTITY,
  ...TRAILS,
  ...LOGS,
  ...ALARMS,
  ...DETECTION,
  ...RULES,
  ...MESSAGES,
  ...FUNCTIONS,
  ...SERVING,
];

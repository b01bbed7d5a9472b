import type { Invariant } from '../invariant';
import { ROLE_SETTINGS } from '../settings/roles';
import { proveSettings } from '../settings/setting';

/** Roles and code are bounded in time, in reach and in who takes them. */
export const ROLE_INVARIANT: Invariant = {
  id: 'Proof-RoleSettings',
  title: 'Roles and code are bounded in time, in reach and in who takes them',
  risk: 'A role without a boundary grows with every policy that is attached to it; code whose failures nobody keeps fails silently.',
  check:
    'In templates that declare a platform, each role has a boundary, policies, an hour at most, and a trust that is bound to the organisation or the source’s account; each function has dead letters, a log group and a reserved concurrency; each log group a retention.',
  remedy: 'Set what the finding names to what it expects.',
  sources: ['NIST AC-6', 'NIST AC-12', 'NIST AU-5', 'AISVS 4.2'],
  prove(facts) {
    return proveSettings(facts, ROLE_SETTINGS);
  },
};

import type { Invariant } from '../invariant';
import { NETWORK_SETTINGS } from '../settings/network';
import { PLACEMENT_SETTINGS } from '../settings/placement';
import { proveSettings } from '../settings/setting';

/** Networks record their traffic, resolve names of their own, and open no range. */
export const NETWORK_INVARIANT: Invariant = {
  id: 'Proof-NetworkSettings',
  title: 'Networks record their traffic, resolve names of their own, and open no range',
  risk: 'A network that is shut today is opened by one rule; a door in one zone is no door when the zone fails.',
  check:
    'Of each VPC: a log of all traffic, resolver query logs and a name firewall, public access blocked, an emptied default group; of each group: no range of everywhere, and rules of its own; of each interface endpoint: its private name, a group, a subnet in each zone; of code whose role makes network interfaces: a network.',
  remedy: 'Set what the finding names to what it expects.',
  sources: ['NIST SC-7', 'NIST AU-12', 'AWS EC2.2', 'AWS EC2.6', 'AWS EC2.15'],
  prove(facts) {
    return proveSettings(facts, [...NETWORK_SETTINGS, ...PLACEMENT_SETTINGS]);
  },
};

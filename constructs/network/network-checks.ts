import type { IsolatedNetworkProps } from './isolated-network';
import { NetworkError } from './network-error';

/** The tier that holds the endpoints' interfaces. Nothing else lives there. */
export const DOORS = 'doors';

const TIER_NAME = /^[a-z][a-z0-9-]{0,19}$/;

/** @throws NetworkError `NETWORK_TIER_INVALID`, `NETWORK_TIER_UNKNOWN`, `NETWORK_ENDPOINT_TWICE` or `NETWORK_ZONES_INVALID` */
export function checkNetwork(props: IsolatedNetworkProps): void {
  checkTiers(props);
  checkEndpoints(props);
  if (props.zoneIds && new Set(props.zoneIds).size !== props.zones) {
    throw new NetworkError(
      'NETWORK_ZONES_INVALID',
      `zoneIds must be ${props.zones} different zones, got ${props.zoneIds.join(', ') || 'none'}`,
    );
  }
}

/** @throws NetworkError with the given code, and the names that are known */
export function known<K extends string, V>(all: ReadonlyMap<K, V>, name: K, code: string, what: string): V {
  const found = all.get(name);
  if (found !== undefined) return found;
  throw new NetworkError(code, `${what}: the network has no ${name}, it has ${[...all.keys()].join(', ') || 'none'}`);
}

function checkTiers({ tiers }: IsolatedNetworkProps): void {
  const names = tiers.map((tier) => tier.name);
  const wrong = names.find((name) => !TIER_NAME.test(name) || name === DOORS);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (names.length > 0 && wrong === undefined && twice === undefined) return;
  throw new NetworkError(
    'NETWORK_TIER_INVALID',
    `tiers must be one or more different names of lower case letters, digits and hyphens, not ${DOORS}, got ${names.join(', ') || 'none'}`,
  );
}

function checkEndpoints({ tiers, endpoints }: IsolatedNetworkProps): void {
  const names = tiers.map((tier) => tier.name);
  const services = endpoints.map((endpoint) => endpoint.service);
  const twice = services.find((service, index) => services.indexOf(service) !== index);
  if (twice !== undefined) {
    throw new NetworkError(
      'NETWORK_ENDPOINT_TWICE',
      `endpoints: ${twice} must be declared once, with all its tiers and statements`,
    );
  }
  for (const { service, tiers: wanted } of endpoints) {
    const stranger = wanted.find((tier) => !names.includes(tier));
    if (stranger !== undefined) {
      throw new NetworkError(
        'NETWORK_TIER_UNKNOWN',
        `endpoints: ${service} is for the tier ${stranger}, but tiers are ${names.join(', ')}`,
      );
    }
  }
}

import type { Clients } from '../../emulator/readback/reading';
import type { EmulatedResource } from '../../emulator/emulator';

/** The deployed platform, as a plant changes it. */
export interface Account {
  readonly clients: Clients;
  /** The physical id of the one resource of a type whose logical id begins so. */
  id(type: string, logicalId?: string): string;
}

/** A change made behind the back of CloudFormation, and what `verify` has to say of it. */
export interface Plant {
  readonly name: string;
  readonly type: string;
  /** What the logical id of the resource begins with. */
  readonly of?: string;
  readonly verdict: 'drifted' | 'missing' | 'extra';
  /** Property, or kind of what is extra, that must be named; further ones that the change touches too. */
  readonly named: readonly string[];
  readonly change: (account: Account) => Promise<unknown>;
}

export function accountOf(clients: Clients, resources: readonly EmulatedResource[]): Account {
  return {
    clients,
    id: (type, logicalId = '') => {
      const found = resources.filter((one) => one.type === type && one.logicalId.startsWith(logicalId));
      if (found.length !== 1) throw new Error(`${found.length} resources are ${type} ${logicalId}`);
      return found[0]?.physicalId ?? '';
    },
  };
}

/** A drift of one property. */
export function drift(
  name: string,
  type: string,
  of: string,
  named: string | readonly string[],
  change: Plant['change'],
): Plant {
  return { name, type, of, verdict: 'drifted', named: [named].flat(), change };
}

export function missing(name: string, type: string, of: string, change: Plant['change']): Plant {
  return { name, type, of, verdict: 'missing', named: [], change };
}

export function extra(name: string, type: string, of: string, kind: string, change: Plant['change']): Plant {
  return { name, type, of, verdict: 'extra', named: [kind], change };
}

/** What lets anyone do anything, in the place of a policy or beside its statements. */
export const ANYONE = { Sid: 'Planted', Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' };

/** A policy document with one more statement. */
export function widened(document: string | undefined, statement: object = ANYONE): string {
  const policy = JSON.parse(document ?? '{"Statement":[]}') as { readonly Statement: readonly object[] };
  return JSON.stringify({ ...policy, Statement: [...policy.Statement, statement] });
}

/** Code that is another than what was deployed. */
export const OTHER_CODE = Buffer.concat([Buffer.from('PK\u0005\u0006'), Buffer.alloc(18)]);

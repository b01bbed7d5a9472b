import { existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';

/** What `setup.ts` made ready for all files of deploy tests: a folder. */
export interface Prepared {
  /** The socket at which emulators are asked for. */
  readonly copies: string;
  /** The socket of this worker's command line. */
  readonly commandLine: string;
  /** Where each file leaves how far it exercised the types. */
  readonly types: string;
  /** The assembly of an example config. @returns undefined of any other config */
  readonly assemblyOf: (config: string) => string | undefined;
}

/** Names the folder to the workers. */
export const VARIABLE = 'RAMPART_DEPLOY_TESTS';

export const EXAMPLES = ['minimal', 'production', 'multi-account'];

export const COPIES = 'copies.sock';
export const TYPES = 'types';

export function commandLineOf(folder: string, worker: string): string {
  return join(folder, `cdk-${worker}.sock`);
}

/** @returns undefined outside of `npm run test:deploy`: then each makes its own */
export function prepared(): Prepared | undefined {
  const folder = process.env[VARIABLE];
  if (folder === undefined) return undefined;
  return {
    copies: join(folder, COPIES),
    commandLine: commandLineOf(folder, process.env['JEST_WORKER_ID'] ?? '1'),
    types: join(folder, TYPES),
    assemblyOf: (config) => {
      const name = basename(config, '.yaml');
      const made = join(folder, name);
      return EXAMPLES.includes(name) && resolve(config) === resolve('config', `${name}.yaml`) && existsSync(made)
        ? made
        : undefined;
    },
  };
}

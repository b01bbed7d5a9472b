/** The blueprint as a library: the same stacks that `rampart audit` synthesizes, for an app of one's own. */
export { accessMatrix } from './access';
export { Blueprint } from './blueprint';
export type { RampartConfig } from './config/config';
export { ConfigError } from './config/errors';
export { loadConfig, parseConfig } from './config/load';
export { APP_CONTEXT } from './context';
export { blueprintApp, synthesize, type Synthesis } from './synthesize';

import { App } from 'aws-cdk-lib';
import type { CloudAssembly } from 'aws-cdk-lib/cx-api';
import { Blueprint } from './blueprint';
import type { RampartConfig } from './config/config';
import { APP_CONTEXT } from './context';

/** An app of the blueprint and what it was synthesized to. */
export interface Synthesis {
  readonly app: App;
  readonly assembly: CloudAssembly;
}

/** The blueprint's app for a config, not yet synthesized. The templates depend on the config alone. */
export function blueprintApp(config: RampartConfig, outdir: string): App {
  const app = new App({ outdir, analyticsReporting: false, stackTraces: false, context: { ...APP_CONTEXT } });
  new Blueprint(app, config);
  return app;
}

/** Synthesizes the blueprint for a config into a folder. */
export function synthesize(config: RampartConfig, outdir: string): Synthesis {
  const app = blueprintApp(config, outdir);
  return { app, assembly: app.synth() };
}

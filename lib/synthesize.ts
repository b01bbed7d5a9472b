import { App } from 'aws-cdk-lib';
import type { CloudAssembly } from 'aws-cdk-lib/cx-api';
import { Blueprint } from './blueprint';
import type { RampartConfig } from './config/config';
import { APP_CONTEXT } from './context';
import { longPolicies } from './quota/policy-quotas';

/** An app of the blueprint and what it was synthesized to. */
export interface Synthesis {
  readonly app: App;
  readonly assembly: CloudAssembly;
}

export interface BlueprintAppOptions {
  /** Whether CDK runs its own CloudFormation validation at synthesis: the templates are the same, it takes seconds. @default true */
  readonly validateTemplates?: boolean;
}

/** The blueprint's app for a config, not yet synthesized. The templates depend on the config alone: our context goes over the CDK command line's. */
export function blueprintApp(config: RampartConfig, outdir: string, options: BlueprintAppOptions = {}): App {
  const app = new App({
    outdir,
    analyticsReporting: false,
    stackTraces: false,
    builtinCloudFormationValidation: options.validateTemplates ?? true,
    postCliContext: { ...APP_CONTEXT },
  });
  new Blueprint(app, config);
  app.node.addValidation({ validate: () => longPolicies(app) });
  return app;
}

/** Synthesizes the blueprint for a config into a folder. Judges nothing: CloudFormation's own rules are the audit's, and run there once. */
export function synthesize(config: RampartConfig, outdir: string): Synthesis {
  const app = blueprintApp(config, outdir, { validateTemplates: false });
  return { app, assembly: app.synth() };
}

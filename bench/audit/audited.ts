import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { BuildOptions } from 'esbuild';
import type { PipelinesRun } from './growth';

/** Run by growth.ts in its own process: ROOT CONFIG COUNT OUT RESULT. */
const [root = '', config = '', count = '', out = '', result = ''] = process.argv.slice(2);
const load = createRequire(join(root, 'package.json'));

const bundling = counted();
const { App } = load('aws-cdk-lib') as typeof import('aws-cdk-lib');
const { Blueprint } = load('./dist/lib/blueprint') as typeof import('../../lib/blueprint');
const { APP_CONTEXT } = load('./dist/lib/context') as typeof import('../../lib/context');
const { loadConfig } = load('./dist/lib/config/load') as typeof import('../../lib/config/load');
const { auditApp } = load('./dist/audit/audit') as typeof import('../../audit/audit');

/** Counts what esbuild is asked for and how long it takes. Its exports can't be written to, so the module is replaced. */
function counted(): { runs: number; milliseconds: number } {
  const esbuild = load('esbuild') as typeof import('esbuild');
  const tally = { runs: 0, milliseconds: 0 };
  const buildSync = (options: BuildOptions): unknown => {
    const start = performance.now();
    try {
      return esbuild.buildSync(options);
    } finally {
      tally.runs++;
      tally.milliseconds += performance.now() - start;
    }
  };
  const cached = load.cache[load.resolve('esbuild')];
  if (cached === undefined) throw new Error('esbuild is not in the cache of modules: its runs cannot be counted');
  cached.exports = { ...esbuild, buildSync };
  return tally;
}

async function main(): Promise<PipelinesRun> {
  const pipelines = Number(count);
  const described = loadConfig(join(root, config));
  const start = performance.now();
  const app = new App({
    outdir: join(out, 'cdk.out'),
    analyticsReporting: false,
    stackTraces: false,
    builtinCloudFormationValidation: false,
    context: { ...APP_CONTEXT },
  });
  for (let index = 1; index <= pipelines; index++) {
    new Blueprint(app, { ...described, name: index === 1 ? described.name : `${described.name}-${index}` });
  }
  const assembly = app.synth();
  const audited = await auditApp({ app, assembly, date: '2026-01-01' });
  const seconds = (performance.now() - start) / 1000;
  const types = audited.templates.map((template) => template.types);
  const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
  return {
    pipelines,
    seconds,
    resources: sum(types.flatMap((ofTemplate) => Object.values(ofTemplate))),
    handlers: {
      esbuildRuns: bundling.runs,
      seconds: bundling.milliseconds / 1000,
      functions: sum(types.map((ofTemplate) => ofTemplate['AWS::Lambda::Function'] ?? 0)),
    },
  };
}

void main().then((run) => writeFileSync(result, JSON.stringify(run)));

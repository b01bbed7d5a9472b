import { loadConfig } from '../lib/config/load';
import { blueprintApp } from '../lib/synthesize';

/** What `cdk.json` runs: `cdk synth`, `cdk diff` and `cdk deploy` on the config that RAMPART_CONFIG names. */
try {
  const config = loadConfig(process.env['RAMPART_CONFIG'] ?? 'config/minimal.yaml');
  blueprintApp(config, process.env['CDK_OUTDIR'] ?? 'cdk.out').synth();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}

import { loadConfig } from '../lib/config/load';
import { blueprintApp } from '../lib/synthesize';

/** What `cdk.json` runs: `cdk synth`, `cdk diff` and `cdk deploy` on the config named by RAMPART_CONFIG. */
const config = loadConfig(process.env['RAMPART_CONFIG'] ?? 'config/minimal.yaml');
blueprintApp(config, process.env['CDK_OUTDIR'] ?? 'cdk.out').synth();

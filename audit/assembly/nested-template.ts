import { readText, within } from './files';
import { readJson } from './json-reader';
import { isList, isMap, member, type Raw } from './source';

/** Paths of an assembly's file assets by their hash. */
export type Assets = ReadonlyMap<string, string>;

const HASH = /([0-9a-f]{64})\.json/;
/** A TemplateURL is a text or an `Fn::Join` or `Fn::Sub` of few parts; no more of it is looked at. */
const MOST_PARTS = 50;

/** Reads an asset manifest of an assembly; an unreadable one gives nothing, and the nested stack is then listed. */
export function readAssets(folder: string, name: string): Assets {
  const assets = new Map<string, string>();
  const file = within(folder, name);
  const read = file === undefined ? undefined : readText(file);
  const json = read && 'text' in read ? readJson(read.text) : undefined;
  const files = json && 'value' in json ? member(json.value, 'files') : undefined;
  for (const [hash, asset] of isMap(files) ? Object.entries(files) : []) {
    const path = member(member(asset, 'source'), 'path');
    if (typeof path === 'string') assets.set(hash, path);
  }
  return assets;
}

/**
 * The template of a nested stack, as a file below the folder. CDK's command line leaves its name in the metadata, CDK
 * alone only the asset's hash in the URL, and others a relative path.
 */
export function nestedTemplate(resource: Raw, folder: string, assets: Assets): string | undefined {
  const url = member(member(resource, 'Properties'), 'TemplateURL');
  const hash = HASH.exec(textsIn(url).join(''))?.[1];
  const name =
    member(member(resource, 'Metadata'), 'aws:asset:path') ??
    (hash === undefined ? undefined : assets.get(hash)) ??
    url;
  return typeof name === 'string' && !/^[a-z]+:\/\//i.test(name) ? within(folder, name) : undefined;
}

function textsIn(value: Raw | undefined): string[] {
  const texts: string[] = [];
  const open: (Raw | undefined)[] = [value];
  for (let looked = 0; open.length > 0 && looked < MOST_PARTS; looked++) {
    const next = open.shift();
    if (typeof next === 'string') texts.push(next.slice(0, 1000));
    else if (isList(next)) open.push(...next.slice(0, MOST_PARTS));
    else if (isMap(next)) open.push(...Object.values(next).slice(0, MOST_PARTS));
  }
  return texts;
}

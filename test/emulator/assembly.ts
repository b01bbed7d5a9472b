import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from '../../lib/config/load';
import { synthesize } from '../../lib/synthesize';

/** A template as far as tests change it. */
export interface Template {
  readonly Resources: Record<string, { readonly Type: string; readonly Properties: Record<string, unknown> }>;
}

/** An assembly of a config in a folder of its own. */
export function assemblyOf(config: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'rampart-assembly-'));
  synthesize(loadConfig(config), folder);
  return folder;
}

/** A copy of an assembly with one stack's template changed, as if it had been synthesized so: its hash goes with it. */
export function changedAssembly(assembly: string, stack: string, change: (template: Template) => void): string {
  const copy = mkdtempSync(join(tmpdir(), 'rampart-assembly-'));
  cpSync(assembly, copy, { recursive: true });
  const file = join(copy, `${stack}.template.json`);
  const template = JSON.parse(readFileSync(file, 'utf8')) as Template;
  change(template);
  const text = JSON.stringify(template);
  writeFileSync(file, text);
  const assets = join(copy, `${stack}.assets.json`);
  const { files } = JSON.parse(readFileSync(assets, 'utf8')) as {
    files: Record<string, { source: { path: string } }>;
  };
  const old = Object.entries(files).find(([, { source }]) => source.path === `${stack}.template.json`)?.[0];
  if (old === undefined) throw new Error(`no template asset of ${stack}`);
  const hash = createHash('sha256').update(text).digest('hex');
  for (const one of [assets, join(copy, 'manifest.json'), join(copy, `${stack}.metadata.json`)])
    writeFileSync(one, readFileSync(one, 'utf8').replaceAll(old, hash));
  return copy;
}

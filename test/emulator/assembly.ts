import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { loadConfig } from '../../lib/config/load';
import type { synthesize } from '../../lib/synthesize';
import { prepared } from './prepared';

/** A template as far as tests change it. */
export interface Template {
  readonly Resources: Record<string, { readonly Type: string; readonly Properties: Record<string, unknown> }>;
}

/** An assembly of a config in a folder of its own. */
export function assemblyOf(config: string): string {
  const made = prepared()?.assemblyOf(config);
  if (made !== undefined) return copyOf(made);
  const folder = mkdtempSync(join(tmpdir(), 'rampart-assembly-'));
  synthesizeInto(config, folder);
  return folder;
}

/** Loads the CDK where it is needed only: that takes longer than to synthesize. */
export function synthesizeInto(config: string, folder: string): void {
  const from = createRequire(__filename);
  const { synthesize: made } = from('../../lib/synthesize') as { synthesize: typeof synthesize };
  const { loadConfig: loaded } = from('../../lib/config/load') as { loadConfig: typeof loadConfig };
  made(loaded(config), folder);
}

/** A copy of an assembly with one stack's template changed, as if it had been synthesized so. */
export function changedAssembly(assembly: string, stack: string, change: (template: Template) => void): string {
  const copy = copyOf(assembly);
  const template = templateOf(copy, stack);
  change(template);
  put(copy, stack, template);
  return copy;
}

/** A copy of an assembly with the templates of an earlier release. Functions take the assembly's code: releases are kept without. */
export function earlierAssembly(assembly: string, templates: Readonly<Record<string, Template>>): string {
  const copy = copyOf(assembly);
  for (const [stack, template] of Object.entries(templates)) {
    const today = templateOf(assembly, stack);
    for (const [id, { Type, Properties }] of Object.entries(template.Resources)) {
      const code = today.Resources[id]?.Properties['Code'];
      if (Type !== 'AWS::Lambda::Function') continue;
      if (code === undefined) throw new Error(`${stack}/${id} has no code today`);
      Properties['Code'] = code;
    }
    put(copy, stack, template);
  }
  return copy;
}

export function templateOf(assembly: string, stack: string): Template {
  return JSON.parse(readFileSync(join(assembly, `${stack}.template.json`), 'utf8')) as Template;
}

function copyOf(assembly: string): string {
  const copy = mkdtempSync(join(tmpdir(), 'rampart-assembly-'));
  cpSync(assembly, copy, { recursive: true });
  return copy;
}

/** Writes a template; its hash, which is its name as an asset, goes with it. */
function put(assembly: string, stack: string, template: Template): void {
  const text = JSON.stringify(template);
  writeFileSync(join(assembly, `${stack}.template.json`), text);
  const assets = join(assembly, `${stack}.assets.json`);
  const { files } = JSON.parse(readFileSync(assets, 'utf8')) as {
    files: Record<string, { source: { path: string } }>;
  };
  const old = Object.entries(files).find(([, { source }]) => source.path === `${stack}.template.json`)?.[0];
  if (old === undefined) throw new Error(`no template asset of ${stack}`);
  const hash = createHash('sha256').update(text).digest('hex');
  for (const one of [assets, join(assembly, 'manifest.json'), join(assembly, `${stack}.metadata.json`)])
    writeFileSync(one, readFileSync(one, 'utf8').replaceAll(old, hash));
}

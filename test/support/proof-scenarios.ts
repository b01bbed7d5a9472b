import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readTemplates } from '../../audit/assembly/read-templates';
import { resolve } from '../../audit/assembly/resolve';
import type { Model } from '../../audit/assembly/model';
import { loadConfig } from '../../lib/config/load';
import { synthesize } from '../../lib/synthesize';

/** A change of one resource, found by its construct path, or a new resource. */
export interface Edit {
  readonly path?: string;
  /** Instead of a resource the whole template of a stack: pointers go into the document. */
  readonly stack?: string;
  /** JSON pointers into the resource, with what is written there; missing maps on the way are made, `-` appends to a list. */
  readonly set?: Readonly<Record<string, unknown>>;
  readonly remove?: readonly string[];
  /** Takes the whole resource out. */
  readonly drop?: boolean;
  readonly add?: { readonly stack: string; readonly logicalId: string; readonly resource: object };
}

export interface Change {
  readonly why: string;
  readonly edits: readonly Edit[];
  /** @default production */
  readonly config?: string;
}

/** A case that a reviewer may add to without writing TypeScript: `test/scenarios/proofs/ID.json`. */
export interface ProofScenario {
  readonly invariant: string;
  /** Each makes exactly this invariant fail. */
  readonly breaks: readonly Change[];
  /** Each comes close and must fail nothing. */
  readonly keeps: readonly Change[];
}

const FOLDER = join(__dirname, '..', 'scenarios', 'proofs');

export function proofScenarios(): readonly ProofScenario[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as ProofScenario);
}

type Json = Record<string, unknown>;
interface Template {
  readonly file: string;
  readonly document: { readonly Resources: Record<string, Json> };
}

/** The blueprint's templates of a config, synthesized once, and changed as often as wanted. */
export class BlueprintTemplates {
  private readonly folders = new Map<string, string>();

  /** The folder of an assembly with the templates as they are. */
  public folder(config = 'production'): string {
    let folder = this.folders.get(config);
    if (folder === undefined) {
      folder = mkdtempSync(join(tmpdir(), 'rampart-proofs-'));
      this.folders.set(config, folder);
      synthesize(loadConfig(`config/${config}.yaml`), folder);
    }
    return folder;
  }

  public model(config = 'production'): Model {
    return resolve(readTemplates(this.folder(config)));
  }

  /** The model of the templates with the edits made. Throws where an edit finds nothing to change. */
  public changed({ edits, config = 'production' }: Change): Model {
    const copy = mkdtempSync(join(tmpdir(), 'rampart-mutant-'));
    try {
      cpSync(this.folder(config), copy, { recursive: true, filter: (from) => !/asset\.[0-9a-f]+/.test(from) });
      const templates = readdirSync(copy)
        .filter((file) => file.endsWith('.template.json'))
        .map((file): Template => ({
          file: join(copy, file),
          document: JSON.parse(readFileSync(join(copy, file), 'utf8')) as Template['document'],
        }));
      for (const edit of edits) apply(edit, templates);
      for (const { file, document } of templates) writeFileSync(file, JSON.stringify(document));
      return resolve(readTemplates(copy));
    } finally {
      rmSync(copy, { recursive: true, force: true });
    }
  }

  public clear(): void {
    for (const folder of this.folders.values()) rmSync(folder, { recursive: true, force: true });
  }
}

function apply(edit: Edit, templates: readonly Template[]): void {
  if (edit.add) {
    const { stack, logicalId, resource } = edit.add;
    const target = templates.find(({ file }) => file.endsWith(`/${stack}.template.json`));
    if (!target) throw new Error(`no template of stack ${stack}`);
    target.document.Resources[logicalId] = resource as Json;
    return;
  }
  if (edit.stack !== undefined) {
    const template = templates.find(({ file }) => file.endsWith(`/${String(edit.stack)}.template.json`));
    if (!template) throw new Error(`no template of stack ${edit.stack}`);
    return change(template.document as unknown as Json, edit);
  }
  const found = templates.flatMap(({ document }) =>
    Object.entries(document.Resources)
      .filter(([, resource]) => (resource['Metadata'] as Json | undefined)?.['aws:cdk:path'] === edit.path)
      .map(([id, resource]) => ({ id, resource, resources: document.Resources })),
  );
  const [one] = found;
  if (!one || found.length > 1) throw new Error(`${found.length} resources at ${String(edit.path)}`);
  if (edit.drop) Reflect.deleteProperty(one.resources, one.id);
  change(one.resource, edit);
}

function change(document: Json, edit: Edit): void {
  for (const [pointer, value] of Object.entries(edit.set ?? {})) write(document, pointer, value);
  for (const pointer of edit.remove ?? []) remove(document, pointer);
}

function write(resource: Json, pointer: string, value: unknown): void {
  const keys = keysOf(pointer);
  const last = keys.pop() ?? '';
  let at: unknown = resource;
  for (const key of keys) {
    const map = at as Json;
    map[key] ??= {};
    at = map[key];
  }
  if (Array.isArray(at) && last === '-') at.push(value);
  else (at as Json)[last] = value;
}

function remove(resource: Json, pointer: string): void {
  const keys = keysOf(pointer);
  const last = keys.pop() ?? '';
  const at = keys.reduce<unknown>((value, key) => (value as Json | undefined)?.[key], resource);
  if (Array.isArray(at)) at.splice(Number(last), 1);
  else if (typeof at === 'object' && at !== null && last in at) Reflect.deleteProperty(at, last);
  else throw new Error(`nothing at ${pointer}`);
}

function keysOf(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
}

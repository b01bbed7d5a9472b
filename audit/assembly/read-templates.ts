import { dirname, relative, sep } from 'node:path';
import { readDocument, type DocumentRead } from './document';
import { findFiles, readText } from './files';
import { Limit } from './limits';
import { readManifest, type StackArtifact } from './manifest';
import { nestedTemplate, type Assets } from './nested-template';
import { isMap, member, type NotEvaluated, type Reading, type SourceTemplate } from './source';

/**
 * Reads a `cdk.out`, a template, a folder or a glob. Whatever cannot be read is listed with file, line and reason;
 * nothing that the input holds makes this throw.
 */
export function readTemplates(pathOrGlob: string): Reading {
  return new Reader().read(pathOrGlob);
}

/** Names are relative to it, so that the same files give the same names on every machine. */
function commonFolder(paths: readonly string[]): string {
  let folder = dirname(paths[0] ?? '.');
  for (const path of paths)
    while (folder !== dirname(folder) && !path.startsWith(folder + sep)) folder = dirname(folder);
  return folder;
}

class Reader {
  private readonly templates: SourceTemplate[] = [];
  private readonly notEvaluated: NotEvaluated[] = [];
  private readonly ids = new Set<string>();
  private readonly documents = new Map<string, { readonly text: string; readonly parsed: DocumentRead }>();
  private assets: Assets = new Map();
  private bytes = 0;

  public read(pathOrGlob: string): Reading {
    const found = findFiles(pathOrGlob);
    this.notEvaluated.push(...found.notEvaluated);
    if (found.kind === 'assembly') for (const folder of found.paths) this.assembly(folder);
    else {
      const root = commonFolder(found.paths);
      for (const path of found.paths) this.file(path, relative(root, path), found.kind === 'file');
    }
    return { templates: this.templates, notEvaluated: this.notEvaluated };
  }

  private assembly(folder: string): void {
    const manifest = readManifest(folder);
    this.assets = manifest.assets;
    this.notEvaluated.push(...manifest.notEvaluated);
    for (const artifact of manifest.stacks) this.stack(artifact);
  }

  private stack(artifact: StackArtifact): void {
    const { stackName, templateFile, folder, account, region } = artifact;
    const place = { ...(account === undefined ? {} : { account }), ...(region === undefined ? {} : { region }) };
    const template = this.template(templateFile, { stackName, named: true, ...place }, true);
    if (template) this.nested(template, folder, [templateFile]);
  }

  private file(path: string, relativePath: string, explicit: boolean): void {
    const name = relativePath.replaceAll(sep, '/').replace(/\.[^./]*$/, '');
    const template = this.template(path, { stackName: name, named: false }, explicit);
    if (template) this.nested(template, dirname(path), [path]);
  }

  /** Templates of nested stacks: CDK leaves the file's name in the resource's metadata, others a relative path. */
  private nested(parent: SourceTemplate, folder: string, ancestors: readonly string[]): void {
    const resources = member(parent.document, 'Resources');
    if (!isMap(resources)) return;
    for (const [logicalId, resource] of Object.entries(resources)) {
      if (member(resource, 'Type') !== 'AWS::CloudFormation::Stack') continue;
      const local = nestedTemplate(resource, folder, this.assets);
      const reason =
        local === undefined
          ? 'the template of this nested stack is not a file beside its parent'
          : ancestors.includes(local)
            ? 'a nested stack that holds itself'
            : ancestors.length > Limit.stackDepth || this.templates.length >= Limit.files
              ? `stacks nested deeper than ${Limit.stackDepth}, or more than ${Limit.files}`
              : undefined;
      if (local === undefined || reason !== undefined) {
        const pointer = `/Resources/${logicalId}`;
        this.notEvaluated.push({ file: parent.file, pointer, reason: reason ?? '' });
        continue;
      }
      const { account, region } = parent;
      const stackName = `${parent.stackName}-${logicalId}`;
      const place = { ...(account === undefined ? {} : { account }), ...(region === undefined ? {} : { region }) };
      const child = this.template(
        local,
        { stackName, named: false, ...place, parent: { id: parent.id, logicalId } },
        true,
      );
      if (child) this.nested(child, folder, [...ancestors, local]);
    }
  }

  private template(
    file: string,
    about: Pick<SourceTemplate, 'stackName' | 'named' | 'account' | 'region' | 'parent'>,
    explicit: boolean,
  ): SourceTemplate | undefined {
    const read = this.document(file);
    if ('reason' in read) return this.refuse({ file, reason: read.reason });
    const { text, parsed } = read;
    if ('refused' in parsed) return this.refuse({ file, ...parsed.refused });
    const { document, format } = parsed;
    const isTemplate = 'Resources' in document || 'AWSTemplateFormatVersion' in document;
    // A walk meets package.json and its like; a file that somebody named has to be a template.
    if (!isTemplate && !explicit) return undefined;
    if (!isMap(document.Resources)) return this.refuse({ file, pointer: '/Resources', reason: 'no map of resources' });
    const template = { id: this.uniqueId(about.stackName), file, format, text, document, ...about };
    this.templates.push(template);
    return template;
  }

  /** A template that many nested stacks share is read once. */
  private document(
    file: string,
  ): { readonly text: string; readonly parsed: DocumentRead } | { readonly reason: string } {
    const known = this.documents.get(file);
    if (known) return known;
    const read = readText(file);
    if ('reason' in read) return read;
    this.bytes += read.text.length;
    if (this.bytes > Limit.totalBytes) return { reason: `beyond the ${Limit.totalBytes} bytes that are read in all` };
    const document = { text: read.text, parsed: readDocument(read.text) };
    this.documents.set(file, document);
    return document;
  }

  private refuse(reason: NotEvaluated): undefined {
    this.notEvaluated.push(reason);
  }

  /** The stack's name as far as it may stand in a symbol; numbered when two stacks share it (one app, two regions). */
  private uniqueId(stackName: string): string {
    const base = stackName.replace(/[^A-Za-z0-9_./-]/g, '_').slice(0, 200) || 'template';
    let id = base;
    for (let count = 2; this.ids.has(id); count++) id = `${base}~${count}`;
    this.ids.add(id);
    return id;
  }
}

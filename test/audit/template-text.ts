import { readDocument } from '../../audit/assembly/document';
import type { Model } from '../../audit/assembly/model';
import type { ResolveOptions } from '../../audit/assembly/parameters';
import { resolve } from '../../audit/assembly/resolve';
import { isMap, type RawMap, type SourceTemplate } from '../../audit/assembly/source';

/** A template for a test, as if read from a file `S.yaml`. */
export function sourceOf(template: string | RawMap, about: Partial<SourceTemplate> = {}): SourceTemplate {
  const text = typeof template === 'string' ? template : JSON.stringify(template);
  const read = readDocument(text);
  if ('refused' in read) throw new Error(read.refused.reason);
  const document = isMap(template) ? template : read.document;
  return { id: 'S', stackName: 'S', named: true, file: 'S.yaml', format: read.format, text, document, ...about };
}

/** All given templates evaluated together. */
export function modelOf(templates: readonly SourceTemplate[] | string | RawMap, options: ResolveOptions = {}): Model {
  const sources = Array.isArray(templates) ? (templates as SourceTemplate[]) : [sourceOf(templates as string | RawMap)];
  return resolve({ templates: sources, notEvaluated: [] }, options);
}

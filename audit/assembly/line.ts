import { isMap, isScalar, isSeq, parseDocument, type Document, type Node } from 'yaml';
import type { Format } from './source';
import { longForm } from './yaml-reader';

/** A document whose lines can be asked for; a `SourceTemplate` is one. */
interface Written {
  readonly text: string;
  readonly format: Format;
}

/** The line (from 1) at which a JSON pointer's key or member starts; the nearest parent's where it is not written out. */
export function lineAt(source: Written, pointer: string): number {
  const segments = pointer
    .split('/')
    .slice(1)
    .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'));
  const offset = source.format === 'json' ? jsonOffset(source.text, segments) : yamlOffset(source, segments);
  return lineOfOffset(source.text, offset);
}

export function lineOfOffset(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) line++;
  return line;
}

function jsonOffset(text: string, segments: readonly string[]): number {
  let found = space(text, 0);
  let at = found;
  for (const segment of segments) {
    const next = text[at] === '{' ? inMap(text, at, segment) : text[at] === '[' ? inList(text, at, segment) : undefined;
    if (next === undefined) return found;
    found = next.key;
    at = next.value;
  }
  return found;
}

interface Position {
  readonly key: number;
  readonly value: number;
}

function inMap(text: string, open: number, segment: string): Position | undefined {
  let at = space(text, open + 1);
  while (at < text.length && text[at] === '"') {
    const end = skipString(text, at);
    const value = space(text, space(text, end) + 1);
    if (JSON.parse(text.slice(at, end)) === segment) return { key: at, value };
    at = space(text, skipValue(text, value));
    if (text[at] === ',') at = space(text, at + 1);
  }
  return undefined;
}

function inList(text: string, open: number, segment: string): Position | undefined {
  let at = space(text, open + 1);
  for (let index = 0; at < text.length && text[at] !== ']'; index++) {
    if (String(index) === segment) return { key: at, value: at };
    at = space(text, skipValue(text, at));
    if (text[at] === ',') at = space(text, at + 1);
  }
  return undefined;
}

function skipValue(text: string, start: number): number {
  let depth = 0;
  let at = start;
  while (at < text.length) {
    const char = text[at] ?? '';
    if (char === '"') at = skipString(text, at);
    else {
      if (depth === 0 && ',]}'.includes(char)) return at;
      if (char === '{' || char === '[') depth++;
      if (char === '}' || char === ']') depth--;
      at++;
      if (depth === 0 && (char === '}' || char === ']')) return at;
    }
  }
  return at;
}

function skipString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '"') return at + 1;
  }
  return text.length;
}

function space(text: string, start: number): number {
  let at = start;
  while (at < text.length && ' \n\r\t\uFEFF'.includes(text[at] ?? 'x')) at++;
  return at;
}

const parsed = new WeakMap<Written, Document.Parsed>();

function yamlOffset(source: Written, segments: readonly string[]): number {
  const document =
    parsed.get(source) ?? parseDocument(source.text, { uniqueKeys: false, prettyErrors: false, logLevel: 'error' });
  parsed.set(source, document);
  let node: unknown = document.contents;
  let found = startOf(node) ?? 0;
  for (const segment of segments) {
    // `!Ref X` is the map {Ref: X} to a pointer; the tag and its value are one node here.
    if (longForm((node as (Node & { tag?: string }) | null)?.tag ?? '') === segment) continue;
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === segment);
      if (pair === undefined) return found;
      found = startOf(pair.key) ?? found;
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(segment)];
      found = startOf(node) ?? found;
    } else return found;
  }
  return found;
}

function startOf(node: unknown): number | undefined {
  return (node as Partial<Node> | null | undefined)?.range?.[0];
}

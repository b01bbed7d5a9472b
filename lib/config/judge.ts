import type { z } from 'zod';
import { said } from './fields';
import { harmless, shown } from './got';
import type { Breach } from './parts';
import { nearest } from './suggest';
import type { Finding, Path, Tree } from './tree';

type Issue = z.core.$ZodIssue;

/** Nobody reads more suggestions than this, and each costs a comparison with every known key. */
const MOST_HINTS = 100;

/** What a kind of file has to look like. */
export interface Shape<Content> {
  /** What the file is, as in "a configuration in YAML". */
  readonly what: string;
  readonly schema: z.ZodType<Content>;
  /** The schema as JSON Schema: where a key is at home, and which keys there are. */
  readonly jsonSchema: () => SchemaNode;
  /** What must hold between parts, of a value whose shape may be wrong. */
  readonly together: (value: unknown) => readonly Breach[];
}

/** Judges a tree's shape and what holds between its parts: everything that is wrong, or the file's content. */
export function judge<Content>(
  tree: Tree,
  shape: Shape<Content>,
): { readonly findings: readonly Finding[]; readonly content?: Content } {
  const judged = shape.schema.safeParse(tree.value, { reportInput: true });
  // Made once: a file may have thousands of unknown keys, and each wants to be compared.
  let schema: SchemaNode | undefined;
  const jsonSchema = (): SchemaNode => (schema ??= shape.jsonSchema());
  const shapeFindings = judged.success
    ? []
    : judged.error.issues.flatMap((issue) => fromIssue(issue, tree, jsonSchema));
  const breaches = shape.together(tree.value).map((breach) => ({ ...breach, offset: tree.nearestOffset(breach.path) }));
  const findings = oncePerPath([...tree.findings, ...shapeFindings, ...breaches]);
  return judged.success && findings.length === 0 ? { findings, content: judged.data } : { findings };
}

/** A path is reported once: what its shape gets wrong says more than what follows from it. */
function oncePerPath(findings: readonly Finding[]): Finding[] {
  const first = new Map<string, Finding>();
  for (const finding of findings) {
    const key = JSON.stringify(finding.path);
    if (!first.has(key)) first.set(key, finding);
  }
  return [...first.values()];
}

function fromIssue(issue: Issue, tree: Tree, jsonSchema: () => SchemaNode): Finding[] {
  const path = issue.path.map((step) => (typeof step === 'number' ? step : String(step)));
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key, index) => unknownKey([...path, key], tree, jsonSchema(), index < MOST_HINTS));
  }
  const spot = tree.spot(path);
  const ours = said(issue.message);
  const allowed = ours?.allowed ?? issue.message;
  const offset = tree.nearestOffset(path);
  if (spot === undefined) return [{ code: 'MISSING_KEY', path, offset, got: 'nothing', allowed }];
  if (ours === undefined || isOfAnotherType(issue)) {
    const text = harmless(spot.source ?? shown(issue.input));
    if (!wantsQuotes(issue)) return [{ code: 'WRONG_TYPE', path, offset, got: shown(issue.input), allowed }];
    const got = `${text}, a ${typeof issue.input}`;
    return [{ code: 'WRONG_TYPE', path, offset, got, allowed, hint: `Put it in quotes: '${text}'.` }];
  }
  const finding = { code: ours.code, path, offset, got: shown(issue.input), allowed };
  if (issue.code !== 'invalid_value') return [finding];
  const meant = nearest(String(issue.input), issue.values.map(String));
  return [meant === undefined ? finding : { ...finding, hint: `Did you mean ${meant}?` }];
}

/** Whether the value is not even of the kind that would be judged: a list where one of some words may stand. */
function isOfAnotherType(issue: Issue): boolean {
  if (issue.code !== 'invalid_value') return issue.code === 'invalid_type';
  return !issue.values.some((value) => typeof value === typeof issue.input);
}

/** Whether YAML read text as a number or a truth value, because nothing said that it is text. */
function wantsQuotes(issue: Issue): boolean {
  const bare = typeof issue.input === 'number' || typeof issue.input === 'boolean';
  if (issue.code === 'invalid_value') return bare && issue.values.every((value) => typeof value === 'string');
  return bare && issue.code === 'invalid_type' && issue.expected === 'string';
}

function unknownKey(path: Path, tree: Tree, schema: SchemaNode, hinted: boolean): Finding {
  const key = String(path[path.length - 1]);
  const known = knownKeys(schema, path.slice(0, -1));
  const meant = hinted ? nearest(key, known) : undefined;
  const home = hinted && meant === undefined ? homeOf(key, schema) : undefined;
  const hint = meant !== undefined ? `Did you mean ${meant}?` : home && `It belongs under ${home}.`;
  return {
    code: 'UNKNOWN_KEY',
    path,
    offset: tree.spot(path)?.key ?? 0,
    got: `the key ${harmless(key)}`,
    allowed: known.join(', '),
    ...(hint !== undefined && { hint }),
  };
}

/** A part of a JSON Schema, as far as it is read here. */
export interface SchemaNode {
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly items?: SchemaNode;
}

function knownKeys(schema: SchemaNode, path: Path): string[] {
  const node = path.reduce<SchemaNode | undefined>(
    (at, step) => (typeof step === 'number' ? at?.items : at?.properties?.[step]),
    schema,
  );
  return Object.keys(node?.properties ?? {});
}

/** Where in the schema a key is at home, if there is one such place only. */
function homeOf(key: string, schema: SchemaNode): string | undefined {
  const homes: string[] = [];
  const visit = (node: SchemaNode, path: readonly string[]): void => {
    for (const [name, inner] of Object.entries(node.properties ?? {})) {
      if (name === key) homes.push(path.join('.'));
      visit(inner, [...path, name]);
    }
  };
  visit(schema, []);
  return homes.length === 1 && homes[0] !== '' ? homes[0] : undefined;
}

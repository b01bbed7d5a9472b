import type { z } from 'zod';
import { said } from './fields';
import { harmless, shown } from './got';
import { judgeTogether } from './rules';
import { configJsonSchema, configSchema, type ConfigFile } from './schema';
import { nearest } from './suggest';
import type { Finding, Path, Tree } from './tree';

type Issue = z.core.$ZodIssue;

let cached: SchemaNode | undefined;

/** Made once: a file may have thousands of unknown keys, and each wants to be compared. */
function jsonSchema(): SchemaNode {
  cached ??= configJsonSchema();
  return cached;
}

/** Judges a tree's shape and what holds between its parts: everything that is wrong, or the file's content. */
export function judge(tree: Tree): { readonly findings: readonly Finding[]; readonly content?: ConfigFile } {
  const judged = configSchema.safeParse(tree.value, { reportInput: true });
  const shapeFindings = judged.success ? [] : judged.error.issues.flatMap((issue) => fromIssue(issue, tree));
  const breaches = judgeTogether(tree.value).map((breach) => ({ ...breach, offset: tree.nearestOffset(breach.path) }));
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

function fromIssue(issue: Issue, tree: Tree): Finding[] {
  const path = issue.path.map((step) => (typeof step === 'number' ? step : String(step)));
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey([...path, key], tree));
  const spot = tree.spot(path);
  const ours = said(issue.message);
  const allowed = ours?.allowed ?? issue.message;
  const offset = tree.nearestOffset(path);
  if (spot === undefined) return [{ code: 'MISSING_KEY', path, offset, got: 'nothing', allowed }];
  const source = spot.source;
  if (issue.code === 'invalid_type' || ours === undefined) {
    const quoted = issue.code === 'invalid_type' && issue.expected === 'string' && isBare(issue.input);
    const got = quoted ? `${harmless(source ?? String(issue.input))}, a ${typeof issue.input}` : shown(issue.input);
    const hint = quoted ? { hint: `Put it in quotes: '${harmless(source ?? String(issue.input))}'.` } : {};
    return [{ code: 'WRONG_TYPE', path, offset, got, allowed, ...hint }];
  }
  const meant = issue.code === 'invalid_value' ? nearest(String(issue.input), issue.values.map(String)) : undefined;
  const hint = meant !== undefined && typeof issue.input === 'string' ? { hint: `Did you mean ${meant}?` } : {};
  return [{ code: ours.code, path, offset, got: shown(issue.input), allowed, ...hint }];
}

/** Whether YAML read it as a number or a truth value because nothing said that it is text. */
function isBare(input: unknown): boolean {
  return typeof input === 'number' || typeof input === 'boolean';
}

function unknownKey(path: Path, tree: Tree): Finding {
  const key = String(path[path.length - 1]);
  const known = knownKeys(jsonSchema(), path.slice(0, -1));
  const meant = nearest(key, known);
  const home = meant === undefined ? homeOf(key) : undefined;
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

interface SchemaNode {
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
function homeOf(key: string): string | undefined {
  const homes: string[] = [];
  const visit = (node: SchemaNode, path: readonly string[]): void => {
    for (const [name, inner] of Object.entries(node.properties ?? {})) {
      if (name === key) homes.push(path.join('.'));
      visit(inner, [...path, name]);
    }
  };
  visit(jsonSchema(), []);
  return homes.length === 1 && homes[0] !== '' ? homes[0] : undefined;
}

import { CST, LineCounter, Lexer, parseDocument, type Document, type YAMLError } from 'yaml';
import type { RampartConfig } from './config';
import { ConfigError, type ConfigProblem, type ConfigProblemCode } from './errors';
import { harmless, pathText } from './got';
import { judge, type Shape } from './judge';
import { readConfigText } from './read';
import { resolveConfig } from './resolve';
import { judgeTogether } from './rules';
import { configJsonSchema, configSchema, type ConfigFile } from './schema';
import { MOST_LEVELS, Tree, type Finding } from './tree';

/**
 * Reads, judges and resolves a config file.
 *
 * @throws ConfigError with everything that is wrong with it, each with its line and path
 */
export function loadConfig(file: string): RampartConfig {
  return parseConfig(readConfigText(file), file);
}

/**
 * The same for text that is at hand. `file` is the name that problems carry.
 *
 * @throws ConfigError with everything that is wrong with it, each with its line and path
 */
export function parseConfig(text: string, file: string): RampartConfig {
  const config = resolveConfig(parseFile(text, file, CONFIG));
  // The rules find a missing place, and what they find is thrown.
  if (config === undefined) throw new TypeError('a judged configuration names every place');
  return config;
}

const CONFIG: Shape<ConfigFile> = {
  what: 'a configuration',
  schema: configSchema,
  jsonSchema: configJsonSchema,
  together: judgeTogether,
};

/**
 * Reads YAML of a given shape. `file` is the name that problems carry.
 *
 * @throws ConfigError with everything that is wrong with it, each with its line and path
 */
export function parseFile<Content>(text: string, file: string, shape: Shape<Content>): Content {
  const { tree, fail } = treeOf(text, file, shape.what);
  const { findings, content } = judge(tree, shape);
  return content ?? fail(findings);
}

/**
 * YAML as plain values, with the line of each: for who judges it by other means than a {@link Shape}.
 *
 * @throws ConfigError
 */
export function parseYaml(text: string, file: string, what: string) {
  const { tree, lines } = treeOf(text, file, what);
  /** The line, from 1, at which the value at a JSON pointer stands. */
  const lineOf = (pointer: string): number | undefined => {
    const steps = pointer
      .split('/')
      .slice(1)
      .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
    const path = steps.map((step) => (/^\d+$/.test(step) ? Number(step) : step));
    return lines.linePos(tree.nearestOffset(path)).line;
  };
  return { value: tree.value, lineOf };
}

function treeOf(text: string, file: string, what: string) {
  const lines = new LineCounter();
  const fail = (findings: readonly Finding[]): never => {
    const problems = [...findings].sort((a, b) => a.offset - b.offset).map((finding) => located(finding, file, lines));
    const [first, ...rest] = problems;
    if (first === undefined) throw new TypeError('a config error needs a problem');
    throw new ConfigError([first, ...rest]);
  };
  const early = unreadable(text);
  if (early !== undefined) {
    countLines(text, lines);
    return fail([early]);
  }
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    // The tree looks for duplicates itself: the parser's search takes the square of their number.
    uniqueKeys: false,
    keepSourceTokens: false,
  });
  const faults = syntaxFaults(document);
  if (faults.length > 0) return fail(faults);
  const tree = new Tree(document);
  if (tree.value === null || tree.value === undefined) {
    return fail([{ code: 'CONFIG_EMPTY', path: [], offset: 0, got: 'nothing', allowed: `${what} in YAML` }]);
  }
  const endless = tree.findings.filter(({ code }) => code === 'YAML_TOO_DEEP' || code === 'YAML_ALIASES_EXPLODE');
  if (endless.length > 0) return fail(endless);
  return { tree, lines, fail };
}

const SCALAR_FOLLOWS = CST.SCALAR;

/** What makes a text one that the YAML parser should not be given. */
function unreadable(text: string): Finding | undefined {
  const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.exec(text);
  if (control !== null) {
    const got = `the control character ${harmless(control[0])}`;
    return { code: 'CONFIG_NOT_TEXT', path: [], offset: control.index, got, allowed: 'text' };
  }
  const steep = steepLine(text);
  if (steep !== undefined) return tooDeep(steep);
  let levels = 0;
  let indicators = 0;
  let offset = 0;
  let before = '';
  for (const token of new Lexer().lex(text)) {
    // The lexer marks what follows with control characters, which the text itself cannot have here.
    const open = before === SCALAR_FOLLOWS ? undefined : token;
    if (open === '[' || open === '{') levels += 1;
    if (open === ']' || open === '}') levels -= 1;
    if (open === '-' || open === '?') indicators += 1;
    if (/^[\r\n]/.test(token)) indicators = 0;
    if (levels > MOST_LEVELS || indicators > MOST_LEVELS) return tooDeep(offset);
    if (token >= ' ' || /^[\t\r\n]/.test(token)) offset += token.length;
    before = token;
  }
  return undefined;
}

/** Where indentation goes down one level too many: the parser recurses, and would run out of stack at a place of its own. */
function steepLine(text: string): number | undefined {
  const open: number[] = [];
  for (const match of text.matchAll(/^( *)[^\s#]/gm)) {
    const indent = match[1]?.length ?? 0;
    while ((open.at(-1) ?? -1) >= indent) open.pop();
    open.push(indent);
    if (open.length > MOST_LEVELS) return match.index + indent;
  }
  return undefined;
}

function tooDeep(offset: number): Finding {
  return { code: 'YAML_TOO_DEEP', path: [], offset, got: 'more', allowed: `at most ${MOST_LEVELS} levels of nesting` };
}

function countLines(text: string, lines: LineCounter): void {
  lines.addNewLine(0);
  for (const match of text.matchAll(/\n/g)) lines.addNewLine(match.index + 1);
}

function syntaxFaults(document: Document.Parsed): Finding[] {
  return [...document.errors, ...document.warnings].map(fromYaml);
}

function fromYaml(error: YAMLError): Finding {
  const offset = error.pos[0];
  if (error.code === 'RESOURCE_EXHAUSTION') return tooDeep(offset);
  const several = error.code === 'MULTIPLE_DOCS';
  const code: ConfigProblemCode = several ? 'YAML_SEVERAL_DOCUMENTS' : 'YAML_SYNTAX';
  const got = several ? 'a second document' : `what YAML cannot read (${harmless(error.message)})`;
  return { code, path: [], offset, got, allowed: several ? 'one document a file' : 'YAML 1.2' };
}

function located(finding: Finding, file: string, lines: LineCounter): ConfigProblem {
  const { code, got, allowed, hint } = finding;
  const at = lines.linePos(finding.offset);
  const path = pathText(finding.path);
  // Of an empty text the counter knows no line.
  const place = { line: Math.max(1, at.line), column: Math.max(1, at.col) };
  return { code, file, ...place, path, got, allowed, ...(hint !== undefined && { hint }) };
}

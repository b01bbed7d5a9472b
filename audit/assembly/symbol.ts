import { createHash } from 'node:crypto';

/**
 * A symbol stands for a value that only a deployment knows. It is a string between two private-use characters, so it
 * can be part of an ARN, and it equals nothing but itself. A template that uses these characters is not evaluated.
 */
const OPEN = '\uE000';
const CLOSE = '\uE001';
/** Marks a symbol that may turn out to be *anything*, also `*` or `0.0.0.0/0`: a parameter, an unknown import. */
const FREE = '\uE002';

const RESERVED = /[\uE000-\uE002]/;
const WRITTEN = /\uE000(\uE002?)([^\uE000\uE001]*)\uE001/g;

export interface SymbolInText {
  readonly text: string;
  readonly name: string;
  readonly free: boolean;
  /** The template's id and the logical id, for an attribute of a resource (`Ref` for what `Ref` gives). */
  readonly resource?: { readonly stack: string; readonly logicalId: string; readonly attribute: string };
}

/** What a resource's attribute will be: some one value of its own. `attribute` is `Ref` for what `Ref` returns. */
export function resourceSymbol(stack: string, logicalId: string, attribute: string): string {
  return `${OPEN}${stack}/${logicalId}.${safe(attribute)}${CLOSE}`;
}

/** A value of the deployment's surroundings that is not known but is no wildcard either: the account, the region. */
export function surroundingSymbol(name: string): string {
  return `${OPEN}${safe(name)}${CLOSE}`;
}

/** A value about which nothing is known. */
export function freeSymbol(name: string): string {
  return `${OPEN}${FREE}${safe(name)}${CLOSE}`;
}

export function symbolsIn(text: string): readonly SymbolInText[] {
  return [...text.matchAll(WRITTEN)].map((found) => {
    const name = found[2] ?? '';
    const of = /^(.+)\/([A-Za-z0-9]+)\.([^/]+)$/.exec(name);
    const free = found[1] === FREE;
    const resource = !free && of ? { stack: of[1] ?? '', logicalId: of[2] ?? '', attribute: of[3] ?? '' } : undefined;
    return { text: found[0], name, free, ...(resource ? { resource } : {}) };
  });
}

/** The one symbol that a text consists of, if it does. */
export function wholeSymbol(text: string): SymbolInText | undefined {
  if (!text.startsWith(OPEN) || text.indexOf(CLOSE) !== text.length - 1) return undefined;
  return symbolsIn(text)[0];
}

export function hasSymbol(text: string): boolean {
  return text.includes(OPEN);
}

/** Whether a part of a text may turn out to be anything: no rule can pass or fail on it. */
export function hasFreeSymbol(text: string): boolean {
  return text.includes(FREE);
}

/** Whether a template's own text uses the characters that mark symbols, and so could forge one. */
export function forgesSymbol(text: string): boolean {
  return RESERVED.test(text);
}

/** A text for people: symbols become `<Stack/LogicalId.Attribute>`. */
export function printable(text: string): string {
  return text.replace(WRITTEN, (_, free: string, name: string) => (free ? `<unknown ${name}>` : `<${name}>`));
}

/** No character that means something in an ARN, a policy pattern or a CIDR; a hash keeps different names apart. */
function safe(name: string): string {
  const plain = name.replace(/[^A-Za-z0-9_.-]+/g, (run) => (run === '::' ? '.' : '_'));
  if (plain === name || /^AWS::[A-Za-z]+$/.test(name)) return plain;
  return `${plain.slice(0, 100)}-${createHash('sha256').update(name).digest('hex').slice(0, 8)}`;
}

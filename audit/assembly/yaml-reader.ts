import { isAlias, isMap, isScalar, isSeq, parseDocument, type Node } from 'yaml';
import type { Read } from './json-reader';
import { Limit } from './limits';
import { emptyMap, type Raw } from './source';

/** `!GetAtt A.B` and the like: the short forms, and the key each stands for. */
export function longForm(tag: string): string | undefined {
  if (!tag.startsWith('!') || tag.startsWith('!!')) return undefined;
  const name = tag.slice(1);
  return name === 'Ref' || name === 'Condition' ? name : `Fn::${name}`;
}

const BOOLEAN_1_1 = /^(?:yes|Yes|YES|on|On|ON)$|^(?:no|No|NO|off|Off|OFF)$/;

/** Reads YAML as CloudFormation does: short-form intrinsics become maps, dates stay text, keys may be given once. */
export function readYaml(text: string): Read {
  const traces = Error.stackTraceLimit;
  // A hostile file makes hundreds of thousands of parser errors; their stack traces would take most of the time.
  Error.stackTraceLimit = 0;
  try {
    // The parser compares every key with every other one; the conversion below finds a repeated key in one pass.
    const document = parseDocument(text, { uniqueKeys: false, prettyErrors: false, logLevel: 'error' });
    const [error] = document.errors;
    if (error) return { reason: error.message.slice(0, 200), offset: error.pos[0] };
    return { value: new Conversion().convert(document.contents, 0) };
  } catch (error) {
    if (error instanceof YamlRefusal) return { reason: error.message, offset: error.offset };
    if (error instanceof RangeError) return { reason: `nested deeper than ${Limit.nesting} levels`, offset: 0 };
    return { reason: `not YAML: ${error instanceof Error ? error.message.slice(0, 200) : 'unreadable'}`, offset: 0 };
  } finally {
    Error.stackTraceLimit = traces;
  }
}

class YamlRefusal extends Error {
  public constructor(
    message: string,
    public readonly offset: number,
  ) {
    super(message);
  }
}

class Conversion {
  private nodes = 0;
  private readonly anchors = new Map<string, Node>();

  public convert(node: unknown, depth: number): Raw {
    if (depth > Limit.nesting) throw refusal(`nested deeper than ${Limit.nesting} levels`, node);
    if (++this.nodes > Limit.nodes) throw refusal(`more than ${Limit.nodes} nodes with aliases`, node);
    if (node === null || node === undefined) return null;
    if (isAlias(node)) {
      const target = this.anchors.get(node.source);
      if (target === undefined) throw refusal(`alias *${node.source.slice(0, 80)} names no anchor before it`, node);
      return this.convert(target, depth + 1);
    }
    const value = this.untagged(node, depth);
    const anchor = (node as Node & { anchor?: string }).anchor;
    // Only after the node is converted, so that an alias inside its own anchor is unknown and not endless.
    if (anchor !== undefined) this.anchors.set(anchor, node as Node);
    const key = longForm((node as Node & { tag?: string }).tag ?? '');
    if (key === undefined) return value;
    const map = emptyMap<Raw>();
    map[key] = value;
    return map;
  }

  private untagged(node: unknown, depth: number): Raw {
    if (isSeq(node)) return node.items.map((item) => this.convert(item, depth + 1));
    if (isMap(node)) {
      if (node.items.length > Limit.keys) throw refusal(`a map of more than ${Limit.keys} keys`, node);
      const map = emptyMap<Raw>();
      for (const pair of node.items) {
        const key = this.key(pair.key);
        if (key in map) throw refusal(`key "${key.slice(0, 80)}" is given twice`, pair.key);
        map[key] = this.convert(pair.value, depth + 1);
      }
      return map;
    }
    if (isScalar(node)) return scalar(node.value, node.source, node.type);
    throw refusal('an unknown kind of node', node);
  }

  private key(key: unknown): string {
    if (!isScalar(key)) throw refusal('a key that is not a word', key);
    if (key.value === '<<') throw refusal('a merge key (<<), which CloudFormation does not read', key);
    return typeof key.value === 'string' ? key.value : (key.source ?? String(key.value));
  }
}

function scalar(value: unknown, source: string | undefined, style: string | null | undefined): Raw {
  if (typeof value === 'string') {
    const plain = style === 'PLAIN' && BOOLEAN_1_1.test(value);
    return plain ? /^(?:y|on)/i.test(value) : value;
  }
  if (typeof value === 'boolean' || value === null) return value;
  // 012345678901 is an account, not a number: what does not print as it was written stays text.
  if (typeof value === 'number') return String(value) === source ? value : (source ?? String(value));
  return source ?? String(value);
}

function refusal(reason: string, node: unknown): YamlRefusal {
  const range = (node as Partial<Node> | null | undefined)?.range;
  return new YamlRefusal(reason, range?.[0] ?? 0);
}

import { BlockList, isIP } from 'node:net';
import type { ConditionClause } from './statement';
import type { Tri } from './three-valued';
import { allOf, anyOf, notOf } from './three-valued';
import { parseTemplate } from './variables';

/** A request's context: values by lower-case key; a list is a key that may have several. */
export type Context = ReadonlyMap<string, string | readonly string[]>;

/** Whether one clause holds for a request. Written apart from the engine: regular expressions, plain comparisons, Node's block list. */
export function clauseHolds(clause: ConditionClause, context: Context, variables: boolean): Tri {
  if (clause.unreadable !== undefined) return undefined;
  const carried = context.get(clause.key.toLowerCase());
  const values = carried === undefined ? [] : typeof carried === 'string' ? [carried] : carried;
  if (clause.operator === 'Null')
    return clause.values.some((wanted) => (wanted.toLowerCase() === 'true') === (values.length === 0));
  const negated = /^(String|Numeric|Date|Arn)?Not/.test(clause.operator);
  const test = (value: string): Tri => {
    const hit = anyOf(clause.values.map((wanted) => compare(clause.operator, value, wanted, context, variables)));
    return negated ? notOf(hit) : hit;
  };
  if (clause.quantifier) {
    const real = values.filter((value) => value !== '');
    if (clause.quantifier === 'ForAllValues') return allOf(real.map(test));
    return values.length === 0 ? clause.ifExists : anyOf(real.map(test));
  }
  const [value] = values;
  if (value === undefined) return negated || clause.ifExists;
  // AWS does not say what a plain operator does with a key of several values.
  return typeof carried === 'string' ? test(value) : undefined;
}

function compare(operator: string, value: string, wanted: string, context: Context, variables: boolean): Tri {
  const kind = operator.replace('Not', '');
  if (kind.startsWith('Numeric')) return order(kind.slice(7), Number(value), Number(wanted));
  if (kind.startsWith('Date')) return order(kind.slice(4), instant(value), instant(wanted));
  if (kind === 'IpAddress') return inBlock(value, wanted);
  if (kind === 'Bool') return value.toLowerCase() === wanted.toLowerCase();
  const style = kind === 'StringLike' ? 'glob' : kind.startsWith('Arn') ? 'arn' : 'literal';
  const pattern = patternOf(wanted, style, context, variables, kind === 'StringEqualsIgnoreCase');
  if (pattern === null) return false;
  return pattern?.test(value);
}

function order(kind: string, left: number, right: number): Tri {
  if (Number.isNaN(left) || Number.isNaN(right)) return false;
  if (kind === 'Equals') return left === right;
  if (kind === 'LessThan') return left < right;
  if (kind === 'LessThanEquals') return left <= right;
  return kind === 'GreaterThan' ? left > right : left >= right;
}

function instant(text: string): number {
  if (/^-?\d{5,}(\.\d+)?$/.test(text)) return Number(text) * 1000;
  return Date.parse(/T[\d:.]+$/.test(text) ? `${text}Z` : text);
}

function inBlock(address: string, block: string): Tri {
  const family = isIP(address);
  const [net = '', length] = block.split('/');
  if (family === 0 || isIP(net) !== family) return false;
  const type = family === 4 ? 'ipv4' : 'ipv6';
  const list = new BlockList();
  list.addSubnet(net, length === undefined ? (family === 4 ? 32 : 128) : Number(length), type);
  return list.check(address, type);
}

/**
 * The expression a policy's text stands for, its variables put in. `null`: a variable has no value, so nothing matches.
 * `undefined`: an `Arn` operator on something with wildcards that is no ARN.
 */
export function patternOf(
  text: string,
  style: 'literal' | 'glob' | 'arn',
  context: Context,
  variables: boolean,
  ignoreCase = false,
): RegExp | null | undefined {
  if (variables && text.includes('${')) return compile(text, style, context, variables, ignoreCase);
  // Without a variable a pattern is the same for every request, and a proof asks for few patterns very often.
  const key = `${style} ${String(ignoreCase)} ${text}`;
  let known = compiled.get(key);
  if (known === undefined) {
    known = { pattern: compile(text, style, context, variables, ignoreCase) };
    if (compiled.size > 20_000) compiled.clear();
    compiled.set(key, known);
  }
  return known.pattern;
}

const compiled = new Map<string, { readonly pattern: RegExp | null | undefined }>();

function compile(
  text: string,
  style: 'literal' | 'glob' | 'arn',
  context: Context,
  variables: boolean,
  ignoreCase: boolean,
): RegExp | null | undefined {
  let source = '';
  let colons = 0;
  let wild = false;
  for (const part of parseTemplate(text, variables)) {
    if (part.kind === 'variable') {
      const value = context.get(part.key.toLowerCase());
      const put = typeof value === 'string' ? value : part.fallback;
      if (put === undefined) return null;
      colons += put.split(':').length - 1;
      source += quote(put);
    } else {
      for (const char of part.text) {
        const isWild = part.kind === 'text' && style !== 'literal' && (char === '*' || char === '?');
        wild ||= isWild;
        if (char === ':') colons += 1;
        const any = style === 'arn' && colons < 5 ? '[^:]' : '[^]';
        source += isWild ? any + (char === '*' ? '*' : '') : quote(char);
      }
    }
  }
  if (style === 'arn' && wild && colons < 5) return text === '*' ? /^/ : undefined;
  return new RegExp(`^${source}$`, ignoreCase ? 'i' : '');
}

function quote(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

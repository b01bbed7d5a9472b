import { Limit } from './limits';
import { NO_VALUE, type Scope } from './scope';
import { isList, isMap, type Raw } from './source';
import { forgesSymbol, freeSymbol, hasFreeSymbol, hasSymbol, resourceSymbol, symbolsIn, wholeSymbol } from './symbol';
import { isResolvedList, Unresolved, type Resolved } from './value';

/** `Fn::Join`, `Fn::Sub`, `Fn::Split`, `Fn::Select`, `Fn::Base64`: intrinsics that put texts together or apart. */

export function join(argument: Raw, scope: Scope): Resolved {
  if (!isList(argument) || argument.length !== 2) return new Unresolved('Fn::Join takes a delimiter and a list');
  const delimiter = argument[0];
  if (typeof delimiter !== 'string' || forgesSymbol(delimiter)) return new Unresolved('Fn::Join without a delimiter');
  const items = scope.value(argument[1]);
  if (!isResolvedList(items)) return items instanceof Unresolved ? items : new Unresolved('Fn::Join without a list');
  return concatenate(items, delimiter, scope);
}

export function sub(argument: Raw, scope: Scope): Resolved {
  const [template, variables] = isList(argument) ? argument : [argument, undefined];
  if (typeof template !== 'string') return new Unresolved('Fn::Sub without a text');
  if (forgesSymbol(template)) return new Unresolved('a text with reserved private-use characters');
  if (variables !== undefined && !isMap(variables)) return new Unresolved('Fn::Sub with variables that are no map');
  const parts: Resolved[] = [];
  let after = 0;
  for (const found of template.matchAll(/\$\{([^{}]*)\}/g)) {
    parts.push(template.slice(after, found.index));
    after = found.index + found[0].length;
    const name = found[1] ?? '';
    if (name.startsWith('!')) parts.push(`\${${name.slice(1)}}`);
    else if (variables && Object.hasOwn(variables, name)) parts.push(scope.value(variables[name]));
    else parts.push(variable(name.trim(), scope));
  }
  parts.push(template.slice(after));
  return concatenate(parts, '', scope);
}

function variable(name: string, scope: Scope): Resolved {
  const dot = name.indexOf('.');
  if (dot > 0) return scope.attribute(name.slice(0, dot), name.slice(dot + 1));
  const value = scope.reference(name);
  return value === NO_VALUE ? new Unresolved('AWS::NoValue inside a text') : value;
}

function concatenate(items: readonly Resolved[], delimiter: string, scope: Scope): Resolved {
  const texts: string[] = [];
  let length = 0;
  for (const item of items) {
    if (item instanceof Unresolved) return new Unresolved(item.reason);
    if (item === null || typeof item === 'object') return new Unresolved('a list or map inside a text');
    const text = String(item);
    length += text.length + delimiter.length;
    if (length > Limit.text) return new Unresolved(`a text longer than ${Limit.text} characters`);
    texts.push(text);
  }
  if (!scope.budget.spend(1 + length / 64)) return new Unresolved('too much work');
  return withoutDynamicReferences(texts.join(delimiter));
}

/** `{{resolve:ssm:…}}` and the like are read at deployment: what they give can be anything. */
export function withoutDynamicReferences(text: string): string {
  if (!text.includes('{{resolve:')) return text;
  return text.replace(/\{\{(resolve:[^{}]*)\}\}/g, (_, name: string) => freeSymbol(name));
}

/** Splits only what is known throughout: the value behind a symbol may hold the delimiter itself. */
export function split(argument: Raw, scope: Scope): Resolved {
  if (!isList(argument) || argument.length !== 2) return new Unresolved('Fn::Split takes a delimiter and a text');
  const [delimiter] = argument;
  if (typeof delimiter !== 'string' || delimiter === '') return new Unresolved('Fn::Split without a delimiter');
  const text = scope.value(argument[1]);
  if (typeof text !== 'string') return text instanceof Unresolved ? text : new Unresolved('Fn::Split without a text');
  const opaque = symbolsIn(text).some((symbol) => symbol.free || symbol.resource !== undefined);
  // An account or a region, known or not, holds neither a colon nor a slash.
  if (opaque || (hasSymbol(text) && delimiter !== ':' && delimiter !== '/')) {
    return new Unresolved('Fn::Split of a value that is known only at deployment');
  }
  const parts = text.split(delimiter, Limit.listLength + 1);
  return parts.length > Limit.listLength ? new Unresolved('a list that is too long') : parts;
}

export function select(argument: Raw, scope: Scope): Resolved {
  if (!isList(argument) || argument.length !== 2) return new Unresolved('Fn::Select takes an index and a list');
  const index = Number(scalarText(scope.value(argument[0])));
  if (!Number.isInteger(index) || index < 0) return new Unresolved('Fn::Select without a known index');
  const from = argument[1];
  const zones = isMap(from) && Object.hasOwn(from, 'Fn::GetAZs') ? from['Fn::GetAZs'] : undefined;
  if (zones !== undefined) return zone(scalarText(scope.value(zones)), index, scope);
  const items = scope.value(from);
  if (items instanceof Unresolved) return items;
  if (isResolvedList(items)) {
    const item = items[index];
    return item ?? new Unresolved(`Fn::Select of member ${index} of ${items.length}`);
  }
  // A list attribute of a resource (Ipv6CidrBlocks) is one symbol; each of its members is a symbol of its own.
  const of = typeof items === 'string' ? wholeSymbol(items)?.resource : undefined;
  if (of) return resourceSymbol(of.stack, of.logicalId, `${of.attribute}.${index}`);
  return new Unresolved('Fn::Select without a list');
}

/** Which zone is the third one of a region is not known, but it is one, and the same one everywhere in an account. */
function zone(region: string, index: number, scope: Scope): Resolved {
  if (hasFreeSymbol(region)) return new Unresolved('Fn::GetAZs of a region that is not known');
  return resourceSymbol(`zones/${(region || scope.region).replace(/[\uE000-\uE002]/g, '')}`, 'AZ', String(index));
}

export function base64(argument: Raw, scope: Scope): Resolved {
  const text = scope.value(argument);
  if (text instanceof Unresolved) return text;
  if (typeof text !== 'string') return new Unresolved('Fn::Base64 without a text');
  if (hasSymbol(text)) return new Unresolved('Fn::Base64 of a value that is known only at deployment');
  return Buffer.from(text, 'utf8').toString('base64');
}

function scalarText(value: Resolved): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : 'unknown';
}

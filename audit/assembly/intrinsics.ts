import { cidr } from './cidr-function';
import { Limit } from './limits';
import { NO_VALUE, type Evaluated, type Scope } from './scope';
import { isList, isMap, member, type Raw, type RawMap } from './source';
import { hasSymbol } from './symbol';
import { base64, join, select, split, sub } from './text-functions';
import { firstUnresolved, isResolvedList, isResolvedMap, Unresolved, type Resolved } from './value';

type Intrinsic = (argument: Raw, scope: Scope) => Evaluated;

const INTRINSICS: ReadonlyMap<string, Intrinsic> = new Map<string, Intrinsic>([
  ['Ref', (name, scope) => (typeof name === 'string' ? scope.reference(name) : new Unresolved('Ref without a name'))],
  ['Fn::GetAtt', getAtt],
  ['Fn::Sub', sub],
  ['Fn::Join', join],
  ['Fn::Split', split],
  ['Fn::Select', select],
  ['Fn::Base64', base64],
  ['Fn::Cidr', cidr],
  ['Fn::FindInMap', findInMap],
  ['Fn::If', ifThenElse],
  ['Fn::ImportValue', importValue],
  ['Fn::Length', length],
  ['Fn::ToJsonString', toJson],
  ['Fn::GetAZs', () => new Unresolved('which zones a region has is known only at deployment')],
  ['Fn::Transform', () => new Unresolved('a macro (Fn::Transform) makes this value')],
]);

/** What a map with an intrinsic as its only key gives; undefined for a map that is just a map. */
export function evaluateIntrinsic(map: RawMap, scope: Scope): Evaluated | undefined {
  const keys = Object.keys(map);
  const name = keys.find((key) => key === 'Ref' || key.startsWith('Fn::'));
  if (name === undefined) return undefined;
  // Fn::Transform may also stand beside other keys, and then changes them too.
  if (keys.length > 1) return new Unresolved(`${name.slice(0, 40)} beside other keys`);
  const intrinsic = INTRINSICS.get(name);
  const argument = map[name];
  if (intrinsic === undefined || argument === undefined)
    return new Unresolved(`${name.slice(0, 40)} is not known here`);
  return intrinsic(argument, scope);
}

function getAtt(argument: Raw, scope: Scope): Resolved {
  const dot = typeof argument === 'string' ? argument.indexOf('.') : -1;
  if (typeof argument === 'string' && dot > 0) {
    return scope.attribute(argument.slice(0, dot), argument.slice(dot + 1));
  }
  if (!isList(argument) || argument.length !== 2 || typeof argument[0] !== 'string') {
    return new Unresolved('Fn::GetAtt takes a resource and an attribute');
  }
  const attribute = scope.value(argument[1]);
  if (typeof attribute !== 'string' || hasSymbol(attribute)) return new Unresolved('Fn::GetAtt without an attribute');
  return scope.attribute(argument[0], attribute);
}

function findInMap(argument: Raw, scope: Scope): Evaluated {
  if (!isList(argument) || argument.length < 3) return new Unresolved('Fn::FindInMap takes a map and two keys');
  const [name, first, second] = argument.slice(0, 3).map((one) => scope.value(one));
  const fallback = member(argument[3], 'DefaultValue');
  const map = typeof name === 'string' ? scope.mapping(name) : undefined;
  if (map === undefined) {
    return fallback === undefined ? new Unresolved('Fn::FindInMap of an unknown mapping') : scope.evaluate(fallback);
  }
  const rows = keysToTry(map, first);
  if (rows.length === 0 && fallback !== undefined) return scope.evaluate(fallback);
  const cells = rows.flatMap((row) => {
    const columns = keysToTry(member(map, row), second);
    return columns.map((column) => member(member(map, row), column));
  });
  const known = cells.length === 1 && isKnownKey(first) && isKnownKey(second);
  if (known && cells[0] !== undefined) return scope.value(cells[0]);
  if (cells.length === 0 && fallback !== undefined) return scope.evaluate(fallback);
  const all = cells.length > 0 && cells.length <= 64 ? cells.map((cell) => scope.value(cell)) : undefined;
  if (all && fallback !== undefined) all.push(scope.value(fallback));
  return new Unresolved('Fn::FindInMap with a key that is known only at deployment', all);
}

function isKnownKey(key: Resolved | undefined): boolean {
  return (typeof key === 'string' && !hasSymbol(key)) || typeof key === 'number';
}

/** The named key, or every key when the name is not known. */
function keysToTry(map: Raw | undefined, key: Resolved | undefined): string[] {
  if (!isMap(map)) return [];
  if (!isKnownKey(key)) return Object.keys(map).slice(0, 65);
  return Object.hasOwn(map, String(key)) ? [String(key)] : [];
}

function ifThenElse(argument: Raw, scope: Scope): Evaluated {
  const [name, yes, no] = isList(argument) && argument.length === 3 ? argument : [];
  if (typeof name !== 'string' || yes === undefined || no === undefined) {
    return new Unresolved('Fn::If takes a condition and two values');
  }
  const truth = scope.condition(name);
  if (truth !== 'unknown') return scope.evaluate(truth ? yes : no);
  const oneOf = [yes, no].map((arm) => {
    const value = scope.evaluate(arm);
    return value === NO_VALUE ? undefined : value;
  });
  const [left, right] = oneOf;
  if (typeof left === 'string' && left === right) return left;
  return new Unresolved(`condition ${name.slice(0, 100)} is decided only at deployment`, oneOf);
}

function importValue(argument: Raw, scope: Scope): Resolved {
  const name = scope.value(argument);
  if (name instanceof Unresolved) return name;
  return typeof name === 'string' ? scope.imported(name) : new Unresolved('Fn::ImportValue without a name');
}

function length(argument: Raw, scope: Scope): Resolved {
  const items = scope.value(argument);
  if (scope.languageExtensions && isResolvedList(items)) return items.length;
  return new Unresolved('Fn::Length of a list that is not known');
}

function toJson(argument: Raw, scope: Scope): Resolved {
  const value = scope.value(argument);
  const reason = firstUnresolved(value);
  if (reason !== undefined) return new Unresolved(reason);
  if (!scope.languageExtensions || !(isResolvedMap(value) || isResolvedList(value))) {
    return new Unresolved('Fn::ToJsonString of a value that is neither map nor list');
  }
  if (sizeOf(value) * 4 > Limit.text) return new Unresolved(`a text longer than ${Limit.text} characters`);
  const text = JSON.stringify(value);
  return text.length > Limit.text ? new Unresolved(`a text longer than ${Limit.text} characters`) : text;
}

/** Nodes of a value, counted only as far as it matters: shared parts can make it far larger than its source. */
function sizeOf(value: Resolved): number {
  const open: Resolved[] = [value];
  let size = 0;
  for (let next = open.pop(); next !== undefined && size < Limit.text; next = open.pop()) {
    size++;
    if (isResolvedList(next)) for (const item of next.slice(0, Limit.text)) open.push(item);
    else if (isResolvedMap(next)) for (const item of Object.values(next)) open.push(item);
  }
  return size;
}

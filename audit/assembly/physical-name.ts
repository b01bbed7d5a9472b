import { NAMINGS, type Naming } from './naming';
import { suffixOf } from './pseudo-parameters';
import { NO_VALUE, type Scope } from './scope';
import { member, type Raw } from './source';
import { hasFreeSymbol, resourceSymbol } from './symbol';
import { Unresolved, type Resolved } from './value';

/** What `Ref` (as attribute "Ref") or `Fn::GetAtt` gives for a declared resource. */
export function attributeOf(logicalId: string, attribute: string, scope: Scope): Resolved {
  const declaration = member(scope.resources, logicalId);
  const type = member(declaration, 'Type');
  const naming = typeof type === 'string' && Object.hasOwn(NAMINGS, type) ? NAMINGS[type] : undefined;
  const symbol = resourceSymbol(scope.source.id, logicalId, attribute);
  if (naming === undefined) return symbol;
  const pattern = attribute === 'Ref' ? (naming.ref ?? '{name}') : own(naming.attributes, attribute);
  if (pattern === undefined) return symbol;
  return fill(pattern, naming, logicalId, member(declaration, 'Properties'), scope) ?? symbol;
}

function own(attributes: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(attributes, name) ? attributes[name] : undefined;
}

function fill(
  pattern: string,
  naming: Naming,
  logicalId: string,
  properties: Raw | undefined,
  scope: Scope,
): Resolved | undefined {
  const property = /^\{property:(\w+)\}$/.exec(pattern)?.[1];
  if (property !== undefined) {
    const value = scope.evaluate(member(properties, property) ?? undefined);
    return value === NO_VALUE || value === null ? undefined : value;
  }
  let reason: string | undefined;
  const text = pattern.replace(/\{(\w+)\}/g, (_, part: string) => {
    const value = partOf(part, naming, logicalId, properties, scope);
    if (typeof value === 'string') return value;
    reason ??= value.reason;
    return '';
  });
  return reason === undefined ? text : new Unresolved(reason);
}

function partOf(
  part: string,
  naming: Naming,
  logicalId: string,
  properties: Raw | undefined,
  scope: Scope,
): string | Unresolved {
  if (part === 'account') return scope.account;
  if (part === 'region') return scope.region;
  if (part === 'partition') return scope.partition;
  if (part === 'suffix') return suffixOf(scope.partition);
  if (part === 'path') return textProperty(properties, 'Path', scope) ?? '/';
  const given = naming.name === undefined ? undefined : textProperty(properties, naming.name, scope);
  return given ?? resourceSymbol(scope.source.id, logicalId, naming.nameAttribute ?? 'Ref');
}

/** A property that is a text; undefined when it is not there. */
function textProperty(properties: Raw | undefined, name: string, scope: Scope): string | Unresolved | undefined {
  const raw = member(properties, name);
  if (raw === undefined || raw === null) {
    const whole = typeof properties === 'object' && properties !== null ? Object.keys(properties) : [];
    return whole.some((key) => key.startsWith('Fn::')) ? new Unresolved('the properties are not known') : undefined;
  }
  const value = scope.evaluate(raw);
  if (value === NO_VALUE || value === null) return undefined;
  if (value instanceof Unresolved) return new Unresolved(value.reason);
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') return new Unresolved(`${name} is not a text`);
  return value === '' && !hasFreeSymbol(value) ? undefined : value;
}

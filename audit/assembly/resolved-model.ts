import { lineAt } from './line';
import type { Location, Model, Resource, Template } from './model';
import { isOwnName, NAMINGS } from './naming';
import { at } from './readers';
import type { NotEvaluated } from './source';
import type { Stacks } from './stacks';
import { wholeSymbol } from './symbol';
import { Unresolved, type Resolved } from './value';

/** The model over evaluated templates: finds what a text refers to, and where a resource is written. */
export class ResolvedModel implements Model {
  public readonly resources: readonly Resource[];
  private readonly byId = new Map<string, Resource>();
  private readonly byStack = new Map<string, Template>();
  private byName: Map<string, Resource[]> | undefined;

  public constructor(
    public readonly templates: readonly Template[],
    public readonly notEvaluated: readonly NotEvaluated[],
    private readonly stacks: Stacks,
  ) {
    this.resources = templates.flatMap((template) => template.resources);
    for (const template of templates) this.byStack.set(template.stack, template);
    for (const resource of this.resources) this.byId.set(`${resource.stack}/${resource.logicalId}`, resource);
  }

  public resource(stack: string, logicalId: string): Resource | undefined {
    return this.byId.get(`${stack}/${logicalId}`);
  }

  public template(stack: string): Template | undefined {
    return this.byStack.get(stack);
  }

  public findFrom({ stack }: Resource, value: string, ...types: readonly string[]): Resource | undefined {
    this.byName ??= this.indexNames();
    const beside = (this.byName.get(value) ?? []).filter(
      (one) => one.stack === stack && (types.length === 0 || types.includes(one.type)),
    );
    return beside.length === 1 ? beside[0] : this.find(value, ...types);
  }

  public find(value: string, ...types: readonly string[]): Resource | undefined {
    this.byName ??= this.indexNames();
    const named = (this.byName.get(value) ?? []).filter((one) => types.length === 0 || types.includes(one.type));
    if (named.length > 0) return named.length === 1 ? named[0] : undefined;
    const symbol = wholeSymbol(value)?.resource;
    const resource = symbol ? this.resource(symbol.stack, symbol.logicalId) : undefined;
    if (!resource || !symbol || !isOwnName(resource.type, symbol.attribute)) return undefined;
    return types.length === 0 || types.includes(resource.type) ? resource : undefined;
  }

  public reference(resource: Resource, attribute = 'Ref'): Resolved {
    const scope = this.stacks.scopes.get(resource.stack);
    if (!scope) return new Unresolved('a resource of another model');
    if (attribute !== 'Ref') return scope.attribute(resource.logicalId, attribute);
    const value = scope.reference(resource.logicalId);
    return typeof value === 'symbol' ? new Unresolved('a resource that has no value') : value;
  }

  public property(resource: Resource, ...path: readonly (string | number)[]): Resolved | undefined {
    return resource.unreadable === undefined ? at(resource.properties, ...path) : new Unresolved(resource.unreadable);
  }

  public locate(resource: Resource, pointer = ''): Location {
    const source = this.template(resource.stack)?.source;
    const whole = `${resource.pointer}${pointer}`;
    return {
      file: source?.file ?? resource.stack,
      line: source ? lineAt(source, whole) : 1,
      pointer: whole,
      ...(resource.path === undefined ? {} : { path: resource.path }),
    };
  }

  private indexNames(): Map<string, Resource[]> {
    const index = new Map<string, Resource[]>();
    for (const resource of this.resources) {
      const attributes = Object.hasOwn(NAMINGS, resource.type) ? NAMINGS[resource.type]?.attributes : undefined;
      const own = Object.entries(attributes ?? {}).filter(([, pattern]) => pattern.includes('{name}'));
      const names = new Set(
        ['Ref', ...own.map(([attribute]) => attribute)].map((one) => this.reference(resource, one)),
      );
      for (const name of names) {
        if (typeof name !== 'string') continue;
        const known = index.get(name);
        if (known) known.push(resource);
        else index.set(name, [resource]);
      }
    }
    return index;
  }
}

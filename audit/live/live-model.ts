import type { Location, Model, Resource, Template } from '../assembly/model';
import { NAMINGS } from '../assembly/naming';
import { at } from '../assembly/readers';
import { hasSymbol } from '../assembly/symbol';
import { Unresolved, type Resolved, type ResolvedMap } from '../assembly/value';
import type { Deployment } from './deployment';
import { asTemplate } from './judge';
import type { Extra } from './verdict';

/** What was seen of a resource of the templates. */
export type Seen =
  | {
      readonly kind: 'read';
      readonly properties: ResolvedMap;
      readonly assumed: ResolvedMap;
      readonly extras: readonly Extra[];
    }
  | { readonly kind: 'missing' }
  | { readonly kind: 'not readable'; readonly why: string };

/** The templates' model with live properties in place of the declared ones, so that the same proofs run over what is there. */
export class LiveModel implements Model {
  public readonly templates: readonly Template[];
  public readonly resources: readonly Resource[];
  private readonly byId = new Map<string, Resource>();
  private readonly origin = new Map<Resource, Resource>();
  private names: ReadonlyMap<string, readonly Resource[]> | undefined;

  public constructor(
    private readonly meant: Model,
    private readonly deployment: Deployment,
    seen: ReadonlyMap<Resource, Seen>,
    /** Whether what was not read is taken as it was meant. */
    private readonly trusting: boolean,
  ) {
    this.templates = meant.templates.map((template) => ({
      ...template,
      resources: template.resources.flatMap((resource) => this.live(resource, seen.get(resource))),
      outputs: new Map([...template.outputs].map(([name, value]) => [name, deployment.resolve(value)])),
    }));
    this.resources = this.templates.flatMap(({ resources }) => resources);
    for (const one of this.resources) this.byId.set(`${one.stack}/${one.logicalId}`, one);
  }

  public get notEvaluated(): Model['notEvaluated'] {
    return this.meant.notEvaluated;
  }

  public resource(stack: string, logicalId: string): Resource | undefined {
    return this.byId.get(`${stack}/${logicalId}`);
  }

  public template(stack: string): Template | undefined {
    return this.templates.find((one) => one.stack === stack);
  }

  public find(value: string, ...types: readonly string[]): Resource | undefined {
    const named = this.named(value, types);
    if (named.length > 0) return named.length === 1 ? named[0] : undefined;
    // What the deployment did not tell still stands as a symbol.
    const declared = hasSymbol(value) ? this.meant.find(value, ...types) : undefined;
    return declared && this.resource(declared.stack, declared.logicalId);
  }

  public findFrom({ stack }: Resource, value: string, ...types: readonly string[]): Resource | undefined {
    const beside = this.named(value, types).filter((one) => one.stack === stack);
    return beside.length === 1 ? beside[0] : this.find(value, ...types);
  }

  public reference(resource: Resource, attribute = 'Ref'): Resolved {
    const declared = this.origin.get(resource);
    if (!declared) return new Unresolved('found live, and in no template');
    return this.deployment.resolve(this.meant.reference(declared, attribute));
  }

  public property(resource: Resource, ...path: readonly (string | number)[]): Resolved | undefined {
    return resource.unreadable === undefined ? at(resource.properties, ...path) : new Unresolved(resource.unreadable);
  }

  public locate(resource: Resource, pointer = ''): Location {
    return this.meant.locate(this.origin.get(resource) ?? resource, pointer);
  }

  private live(declared: Resource, seen: Seen | undefined): Resource[] {
    if (seen?.kind === 'missing') return [];
    if (seen?.kind !== 'read' && this.trusting) {
      const properties = this.deployment.resolve(declared.properties) as ResolvedMap;
      return [this.kept(declared, { ...declared, properties })];
    }
    if (seen?.kind !== 'read') {
      const why = seen?.why ?? 'it was not read';
      return [
        this.kept(declared, { ...declared, properties: {}, unreadable: `not read live: ${why}`, condition: 'always' }),
      ];
    }
    const { unreadable: _unreadable, ...rest } = declared;
    const own = this.kept(declared, {
      ...rest,
      properties: this.trusting ? seen.assumed : seen.properties,
      condition: 'always',
    });
    return [own, ...seen.extras.flatMap((extra, index) => foundLive(declared, extra, index))];
  }

  private kept(declared: Resource, live: Resource): Resource {
    this.origin.set(live, declared);
    return live;
  }

  private named(value: string, types: readonly string[]): readonly Resource[] {
    this.names ??= this.index();
    return (this.names.get(value) ?? []).filter((one) => types.length === 0 || types.includes(one.type));
  }

  private index(): ReadonlyMap<string, readonly Resource[]> {
    const index = new Map<string, Resource[]>();
    for (const resource of this.resources) {
      const attributes = Object.hasOwn(NAMINGS, resource.type) ? (NAMINGS[resource.type]?.attributes ?? {}) : {};
      const own = Object.entries(attributes).filter(([, pattern]) => pattern.includes('{name}'));
      const declared = this.origin.get(resource);
      const names = new Set<Resolved>([
        ...['Ref', ...own.map(([name]) => name)].map((name) => this.reference(resource, name)),
        ...(declared ? this.deployment.namesOf(declared) : []),
      ]);
      for (const name of names) if (typeof name === 'string') index.set(name, [...(index.get(name) ?? []), resource]);
    }
    return index;
  }
}

/** What was found under a resource, as a resource of its own, where a template could have one. */
function foundLive(parent: Resource, { type, properties, kind }: Extra, index: number): Resource[] {
  if (type === undefined || properties === undefined) return [];
  const logicalId = `${parent.logicalId}Live${index}`;
  const live = asTemplate(properties) as ResolvedMap;
  const path = `${parent.path ?? `${parent.stack}/${parent.logicalId}`}/live ${kind} ${index + 1}`;
  const { stack, pointer } = parent;
  return [{ stack, logicalId, type, path, properties: live, condition: 'always', raw: {}, pointer }];
}

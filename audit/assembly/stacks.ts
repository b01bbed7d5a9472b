import { Budget } from './budget';
import type { ResolveOptions } from './parameters';
import { NO_VALUE } from './scope';
import { isMap, member, type SourceTemplate } from './source';
import { freeSymbol } from './symbol';
import { TemplateScope } from './template-scope';
import { Unresolved, type Resolved } from './value';

/** All stacks of one reading, and the values that pass between them. */
export class Stacks {
  public readonly scopes = new Map<string, TemplateScope>();
  private readonly children = new Map<string, TemplateScope>();
  private exports: Map<string, () => Resolved> | undefined;
  private written: Map<string, () => Resolved> | undefined;

  public constructor(sources: readonly SourceTemplate[], options: ResolveOptions) {
    const budget = new Budget();
    for (const source of sources) {
      const scope = new TemplateScope(source, budget, this, options);
      this.scopes.set(source.id, scope);
      if (source.parent) this.children.set(`${source.parent.id}/${source.parent.logicalId}`, scope);
    }
  }

  /** What a nested stack gives its parent; undefined when its template was not read. */
  public output(parentId: string, logicalId: string, name: string): Resolved | undefined {
    const child = this.children.get(`${parentId}/${logicalId}`);
    if (child === undefined) return undefined;
    const value = member(member(child.outputs, name), 'Value');
    return value === undefined
      ? new Unresolved(`the nested stack has no output ${name.slice(0, 80)}`)
      : child.value(value);
  }

  public passedParameter(parentId: string, logicalId: string, name: string): Resolved | undefined {
    const parent = this.scopes.get(parentId);
    const declaration = member(parent?.resources, logicalId);
    const passed = member(member(member(declaration, 'Properties'), 'Parameters'), name);
    if (parent === undefined || passed === undefined) return undefined;
    const value = parent.evaluate(passed);
    return value === NO_VALUE ? undefined : value;
  }

  /** The value that some stack of the same account and region exports under a name. */
  public exported(scope: TemplateScope, name: string): Resolved {
    this.exports ??= this.collectExports();
    const found = this.exports.get(placed(scope, name));
    return found ? found() : freeSymbol(`import.${name}`);
  }

  /** CDK's references to a stack in another region: a writer there, a reader here, an SSM parameter between them. */
  public crossRegionExport(name: string): Resolved | undefined {
    this.written ??= this.collectCrossRegion();
    return this.written.get(name)?.();
  }

  private collectExports(): Map<string, () => Resolved> {
    const found = new Map<string, () => Resolved>();
    // Set first: an export whose name is itself imported finds nothing, and not this method again.
    this.exports = found;
    for (const scope of this.scopes.values()) {
      for (const output of Object.values(scope.outputs)) {
        const declaredName = member(member(output, 'Export'), 'Name');
        if (declaredName === undefined) continue;
        const name = scope.value(declaredName);
        if (typeof name !== 'string') continue;
        const key = placed(scope, name);
        const twice = found.has(key);
        found.set(key, () =>
          twice ? new Unresolved(`two stacks export ${name.slice(0, 80)}`) : scope.value(member(output, 'Value')),
        );
      }
    }
    return found;
  }

  private collectCrossRegion(): Map<string, () => Resolved> {
    const found = new Map<string, () => Resolved>();
    for (const scope of this.scopes.values()) {
      for (const resource of Object.values(scope.resources)) {
        if (member(resource, 'Type') !== 'Custom::CrossRegionExportWriter') continue;
        const exports = member(member(member(resource, 'Properties'), 'WriterProps'), 'exports');
        if (!isMap(exports)) continue;
        for (const [name, value] of Object.entries(exports)) found.set(name, () => scope.value(value));
      }
    }
    return found;
  }
}

function placed(scope: TemplateScope, name: string): string {
  return `${scope.account}|${scope.region}|${name}`;
}

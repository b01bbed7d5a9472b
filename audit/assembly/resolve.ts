import { lineAt } from './line';
import type { Model, Resource, Template } from './model';
import type { ResolveOptions } from './parameters';
import { ResolvedModel } from './resolved-model';
import { NO_VALUE } from './scope';
import {
  escapePointer,
  isList,
  isMap,
  member,
  type NotEvaluated,
  type Raw,
  type Reading,
  type SourceTemplate,
} from './source';
import { Stacks } from './stacks';
import type { TemplateScope } from './template-scope';
import { isResolvedMap, Unresolved, type Resolved, type ResolvedMap } from './value';

/** Transforms that leave every declared resource as it is written. */
const HARMLESS = /^AWS::(?:LanguageExtensions|SecretsManager-\d{4}-\d{2}-\d{2})$/;

/** Evaluates all templates of a reading together. What cannot be known is an `Unresolved` value, or is listed. */
export function resolve(reading: Reading, options: ResolveOptions = {}): Model {
  const notEvaluated = [...reading.notEvaluated];
  const sources = reading.templates.filter((source) => {
    const reason = macroIn(source);
    if (reason !== undefined) notEvaluated.push({ file: source.file, ...reason });
    return reason === undefined;
  });
  const stacks = new Stacks(sources, options);
  const templates = [...stacks.scopes.values()].map((scope) => templateOf(scope, notEvaluated));
  return new ResolvedModel(templates, notEvaluated, stacks);
}

function macroIn(source: SourceTemplate): Omit<NotEvaluated, 'file'> | undefined {
  const { document } = source;
  const transform = document.Transform;
  for (const one of isList(transform) ? transform : transform === undefined ? [] : [transform]) {
    if (typeof one === 'string' && HARMLESS.test(one)) continue;
    const name = typeof one === 'string' ? one.slice(0, 80) : String(member(one, 'Name') ?? 'a macro').slice(0, 80);
    const reason = `transform ${name} rewrites the template at deployment`;
    return { pointer: '/Transform', line: lineAt(source, '/Transform'), reason };
  }
  for (const place of ['', '/Resources'] as const) {
    const map = place === '' ? document : document.Resources;
    if (member(map, 'Fn::Transform') !== undefined) {
      return { pointer: `${place}/Fn::Transform`, reason: 'a macro (Fn::Transform) rewrites the template' };
    }
  }
  return undefined;
}

function templateOf(scope: TemplateScope, notEvaluated: NotEvaluated[]): Template {
  const { source } = scope;
  const refusals = new Refusals(source);
  const refuse = refusals.add.bind(refusals);
  if (scope.incomplete !== undefined) refuse('/Resources', scope.incomplete);
  const resources: Resource[] = [];
  for (const [logicalId, declaration] of Object.entries(scope.resources)) {
    const pointer = `/Resources/${escapePointer(logicalId)}`;
    const type = member(declaration, 'Type');
    if (!isMap(declaration) || typeof type !== 'string' || !/^[A-Za-z0-9]{1,255}$/.test(logicalId)) {
      refuse(pointer, 'not a resource: it needs an alphanumeric id and a Type');
      continue;
    }
    if (type.endsWith('::MODULE')) refuse(pointer, 'a CloudFormation module, whose resources are not in the template');
    const exists = scope.exists(logicalId);
    if (exists === false) continue;
    const properties = propertiesOf(scope.evaluate(declaration.Properties));
    if (properties instanceof Unresolved) refuse(`${pointer}/Properties`, properties.reason);
    const path = member(declaration.Metadata, 'aws:cdk:path');
    resources.push({
      stack: source.id,
      logicalId,
      type,
      ...(typeof path === 'string' ? { path } : {}),
      ...(properties instanceof Unresolved ? { properties: {}, unreadable: properties.reason } : { properties }),
      condition: exists === true ? 'always' : 'unknown',
      raw: declaration,
      pointer,
    });
  }
  notEvaluated.push(...refusals.list());
  return {
    stack: source.id,
    stackName: source.stackName,
    account: scope.account,
    region: scope.region,
    resources,
    outputs: outputsOf(scope),
    source,
  };
}

/** At most some hundred places of one template are listed; lines are looked up for the first few of them. */
class Refusals {
  private readonly listed: NotEvaluated[] = [];
  private more = 0;

  public constructor(private readonly source: SourceTemplate) {}

  public add(pointer: string, reason: string): void {
    const withLine = this.listed.length < 20 && this.source.text.length < 2_000_000;
    if (this.listed.length >= 200) this.more++;
    else
      this.listed.push({
        file: this.source.file,
        pointer,
        ...(withLine ? { line: lineAt(this.source, pointer) } : {}),
        reason,
      });
  }

  public list(): readonly NotEvaluated[] {
    if (this.more === 0) return this.listed;
    return [...this.listed, { file: this.source.file, reason: `and ${this.more} more places` }];
  }
}

function propertiesOf(value: Resolved | typeof NO_VALUE): ResolvedMap | Unresolved {
  if (value === NO_VALUE || value === null) return {};
  if (value instanceof Unresolved) return value;
  return isResolvedMap(value) ? value : new Unresolved('Properties is not a map');
}

function outputsOf(scope: TemplateScope): ReadonlyMap<string, Resolved> {
  const outputs = new Map<string, Resolved>();
  for (const [name, output] of Object.entries(scope.outputs)) {
    const value: Raw | undefined = member(output, 'Value');
    if (value !== undefined) outputs.set(name, scope.value(value));
  }
  return outputs;
}

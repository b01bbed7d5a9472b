import type { Model, Resource } from '../assembly/model';
import { isOwnName, NAMINGS } from '../assembly/naming';
import { hasSymbol, symbolsIn, wholeSymbol } from '../assembly/symbol';
import { isResolvedList, isResolvedMap, Unresolved, type Resolved } from '../assembly/value';
import { lastPart } from './reader';

/** What a deployment made of the names that templates leave open. */
export class Deployment {
  private readonly values = new Map<string, string>();
  private readonly attributes = new Map<string, string[]>();

  /** A resource has this physical id. */
  public named({ stack, logicalId, type }: Resource, physicalId: string): void {
    this.attribute(stack, logicalId, 'Ref', physicalId);
    const naming = Object.hasOwn(NAMINGS, type) ? NAMINGS[type] : undefined;
    if (naming?.nameAttribute !== undefined)
      this.attribute(stack, logicalId, naming.nameAttribute, lastPart(physicalId));
  }

  /** A resource has this attribute. What is known already stays. */
  public attribute(stack: string, logicalId: string, name: string, value: string): void {
    const key = `${stack}/${logicalId}.${name}`;
    if (this.values.has(key)) return;
    this.values.set(key, value);
    const id = `${stack}/${logicalId}`;
    this.attributes.set(id, [...(this.attributes.get(id) ?? []), name]);
  }

  /** The values of a resource's attributes by which others name it, whatever its type. */
  public namesOf({ stack, logicalId, type }: Resource): readonly string[] {
    const names = (this.attributes.get(`${stack}/${logicalId}`) ?? []).filter((name) => isOwnName(type, name));
    return names.flatMap((name) => this.values.get(`${stack}/${logicalId}.${name}`) ?? []);
  }

  /** An output of a deployed stack has a value: it tells the one symbol of what the template says there. */
  public output(meant: Resolved | undefined, value: string): void {
    if (typeof meant !== 'string' || !hasSymbol(meant)) return;
    const symbols = symbolsIn(meant);
    const [symbol] = symbols;
    if (!symbol?.resource || symbols.length !== 1) return;
    const [before = '', after = ''] = meant.split(symbol.text);
    if (!value.startsWith(before) || !value.endsWith(after) || value.length < before.length + after.length) return;
    const { stack, logicalId, attribute } = symbol.resource;
    this.attribute(stack, logicalId, attribute, value.slice(before.length, value.length - after.length));
  }

  /** The value with every symbol that is known replaced. */
  public resolve(value: Resolved): Resolved {
    if (typeof value === 'string') return hasSymbol(value) ? this.resolveText(value) : value;
    if (isResolvedList(value)) return value.map((one) => this.resolve(one));
    if (value instanceof Unresolved || !isResolvedMap(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, this.resolve(one)]));
  }

  private resolveText(text: string): string {
    const whole = wholeSymbol(text);
    const all = whole ? [whole] : symbolsIn(text);
    return all.reduce((known, { text: symbol, resource }) => {
      const value = resource && this.values.get(`${resource.stack}/${resource.logicalId}.${resource.attribute}`);
      return value === undefined ? known : known.replaceAll(symbol, () => value);
    }, text);
  }
}

/** Tells a deployment what the outputs of a model's template are worth. */
export function learnOutputs(
  deployment: Deployment,
  model: Model,
  stack: string,
  outputs: ReadonlyMap<string, string>,
): void {
  const meant = model.template(stack)?.outputs;
  for (const [name, value] of outputs) deployment.output(meant?.get(name), value);
}

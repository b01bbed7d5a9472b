import type { Budget } from './budget';
import { decide } from './conditions';
import { hasLoop, writeOutLoops } from './for-each';
import { evaluateIntrinsic } from './intrinsics';
import { open, parameterValue, passedValue, type ResolveOptions } from './parameters';
import { attributeOf } from './physical-name';
import { partitionOf, pseudoParameter } from './pseudo-parameters';
import { NO_VALUE, section, type Evaluated, type Scope, type Truth } from './scope';
import { emptyMap, isList, isMap, member, type Raw, type RawMap, type SourceTemplate } from './source';
import type { Stacks } from './stacks';
import { forgesSymbol, surroundingSymbol } from './symbol';
import { withoutDynamicReferences } from './text-functions';
import { Unresolved, type Resolved } from './value';

const TOO_MUCH = 'evaluating the templates takes too many steps';
const TOO_DEEP = 'references or nesting go too deep';

/** Evaluates one template's values; every name is evaluated once, and one that needs itself is unresolved. */
export class TemplateScope implements Scope {
  public readonly languageExtensions: boolean;
  public readonly account: string;
  public readonly region: string;
  public readonly partition: string;
  private readonly declared: RawMap;
  private readonly names = new Map<string, Evaluated>();
  private readonly truths = new Map<string, Truth>();
  private readonly sections = new Map<string, RawMap | Unresolved>();

  public constructor(
    public readonly source: SourceTemplate,
    public readonly budget: Budget,
    private readonly stacks: Stacks,
    private readonly options: ResolveOptions,
  ) {
    const { document } = source;
    const transforms = document.Transform;
    this.languageExtensions = (isList(transforms) ? transforms : [transforms]).includes('AWS::LanguageExtensions');
    const region = source.region ?? options.region;
    this.account = source.account ?? options.account ?? surroundingSymbol('AWS::AccountId');
    this.region = region ?? surroundingSymbol('AWS::Region');
    this.partition = region === undefined ? (options.partition ?? 'aws') : partitionOf(region);
    this.declared = section(document, 'Parameters');
  }

  public get resources(): RawMap {
    return this.written('Resources');
  }

  public get outputs(): RawMap {
    return this.written('Outputs');
  }

  /** Why resources are missing from `resources`: loops that could not be written out. */
  public get incomplete(): string | undefined {
    this.written('Resources');
    const resources = this.sections.get('Resources');
    return resources instanceof Unresolved ? resources.reason : undefined;
  }

  public evaluate(raw: Raw | undefined): Evaluated {
    if (raw === undefined) return NO_VALUE;
    if (!this.budget.spend(1)) return new Unresolved(TOO_MUCH);
    if (typeof raw === 'string') {
      return forgesSymbol(raw)
        ? new Unresolved('a text with reserved private-use characters')
        : withoutDynamicReferences(raw);
    }
    if (raw === null || typeof raw !== 'object') return raw;
    return (
      this.budget.deeper(() => (isList(raw) ? this.list(raw) : this.map(raw as RawMap))) ?? new Unresolved(TOO_DEEP)
    );
  }

  public value(raw: Raw | undefined): Resolved {
    const value = this.evaluate(raw);
    return value === NO_VALUE ? new Unresolved('no value where one is needed') : value;
  }

  private list(items: readonly Raw[]): Resolved {
    const values: Resolved[] = [];
    for (const item of items) {
      const value = this.evaluate(item);
      if (value !== NO_VALUE) values.push(value);
    }
    return values;
  }

  private map(map: RawMap): Evaluated {
    if (hasLoop(map)) {
      const written = writeOutLoops(map, this);
      return written instanceof Unresolved ? written : this.map(written);
    }
    const intrinsic = evaluateIntrinsic(map, this);
    if (intrinsic !== undefined) return intrinsic;
    const values = emptyMap<Resolved>();
    for (const [key, item] of Object.entries(map)) {
      if (forgesSymbol(key)) return new Unresolved('a key with reserved private-use characters');
      const value = this.evaluate(item);
      if (value !== NO_VALUE) values[key] = value;
    }
    return values;
  }

  public reference(name: string): Evaluated {
    return this.once(`Ref ${name}`, () => this.referenceHere(name));
  }

  private referenceHere(name: string): Evaluated {
    if (name.startsWith('AWS::')) return pseudoParameter(name, this);
    if (Object.hasOwn(this.declared, name)) return this.parameter(name, this.declared[name] ?? null);
    return this.ofResource(name, () => attributeOf(name, 'Ref', this));
  }

  private parameter(name: string, declaration: Raw): Evaluated {
    const { parent } = this.source;
    if (parent === undefined) return parameterValue(name, declaration, this, this.options);
    const passed = this.stacks.passedParameter(parent.id, parent.logicalId, name);
    if (passed !== undefined) return passedValue(passed, declaration);
    const hasDefault = member(declaration, 'Default') !== undefined;
    return hasDefault ? parameterValue(name, declaration, this, this.options) : open(name, false, this);
  }

  public attribute(logicalId: string, attribute: string): Resolved {
    const value = this.once(`GetAtt ${logicalId}.${attribute}`, () =>
      this.ofResource(logicalId, () => this.attributeHere(logicalId, attribute)),
    );
    return value === NO_VALUE ? new Unresolved('no value where one is needed') : value;
  }

  private attributeHere(logicalId: string, attribute: string): Resolved {
    const type = member(this.resources[logicalId], 'Type');
    if (type === 'AWS::CloudFormation::Stack' && attribute.startsWith('Outputs.')) {
      const output = this.nestedOutput(logicalId, attribute.slice('Outputs.'.length));
      if (output !== undefined) return output;
    }
    if (type === 'Custom::CrossRegionExportReader') {
      const exported = this.crossRegion(attribute);
      if (exported !== undefined) return exported;
    }
    return attributeOf(logicalId, attribute, this);
  }

  private ofResource(logicalId: string, make: () => Resolved): Resolved {
    if (!isMap(member(this.resources, logicalId)) || !/^[A-Za-z0-9]+$/.test(logicalId)) {
      return new Unresolved(`${logicalId.slice(0, 100)} is not declared in the template`);
    }
    return this.exists(logicalId) === false
      ? new Unresolved(`${logicalId} does not exist under these conditions`)
      : make();
  }

  /** Whether a resource is deployed, by its own condition. */
  public exists(logicalId: string): Truth {
    const name = member(member(this.resources, logicalId), 'Condition');
    return name === undefined ? true : typeof name === 'string' ? this.condition(name) : 'unknown';
  }

  public condition(name: string): Truth {
    const known = this.truths.get(name);
    if (known !== undefined) return known;
    // A condition that needs itself finds this entry, and is not decided.
    this.truths.set(name, 'unknown');
    const declared = member(this.written('Conditions'), name);
    const truth = declared === undefined ? 'unknown' : decide(declared, this);
    this.truths.set(name, truth);
    return truth;
  }

  public mapping(name: string): RawMap | undefined {
    const found = member(this.source.document.Mappings, name);
    return isMap(found) ? found : undefined;
  }

  public imported(name: string): Resolved {
    return this.stacks.exported(this, name);
  }

  public nestedOutput(logicalId: string, output: string): Resolved | undefined {
    return this.stacks.output(this.source.id, logicalId, output);
  }

  public crossRegion(attribute: string): Resolved | undefined {
    return this.stacks.crossRegionExport(attribute);
  }

  /** A section with its loops written out, on first use: a collection may be a value of another stack. */
  private written(name: string): RawMap {
    const known = this.sections.get(name);
    if (known !== undefined) return known instanceof Unresolved ? {} : known;
    this.sections.set(name, new Unresolved('a loop that needs what it makes'));
    const declared = section(this.source.document, name);
    const written = hasLoop(declared) ? writeOutLoops(declared, this) : declared;
    this.sections.set(name, written);
    return written instanceof Unresolved ? {} : written;
  }

  private once(key: string, make: () => Evaluated): Evaluated {
    const known = this.names.get(key);
    if (known !== undefined) return known;
    this.names.set(key, new Unresolved('references that lead back to themselves'));
    const value = this.budget.deeper(make) ?? new Unresolved(TOO_DEEP);
    this.names.set(key, value);
    return value;
  }
}

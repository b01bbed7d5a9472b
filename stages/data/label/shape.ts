import { LabelError } from './errors';

/** Where a parsed value came from, so that a problem can name its file and line. */
export interface Origin {
  /** As the user named it, e.g. `labels/mail.yaml`. */
  readonly file: string;
  /** The line (from 1) on which the value at a JSON pointer starts, where whoever parsed the text knows it. */
  readonly lineOf?: (pointer: string) => number | undefined;
}

/** One thing that is wrong with a declaration. */
export interface ShapeProblem {
  readonly file: string;
  readonly line?: number;
  /** JSON pointer (RFC 6901), e.g. `/classes/0/id`. */
  readonly pointer: string;
  readonly got: string;
  readonly allowed: string;
}

/** A declaration that cannot be used. All of its problems, in the order of the text. */
export class ShapeError extends LabelError {
  public constructor(
    code: string,
    what: string,
    public readonly problems: readonly ShapeProblem[],
  ) {
    super(code, `${what} cannot be used:\n${problems.map(sentence).join('\n')}`);
  }
}

/** What a text has to be. */
export interface TextRule {
  readonly most?: number;
  readonly pattern?: RegExp;
  /** In words, e.g. `a name of a-z, 0-9 and -`. */
  readonly allowed: string;
}

/** Reads a parsed YAML or JSON value property by property and collects what is wrong with it, so that a person sees all at once. */
export class Shape {
  public readonly problems: ShapeProblem[] = [];

  public constructor(private readonly origin: Origin) {}

  public wrong(pointer: string, value: unknown, allowed: string): undefined {
    const line = this.origin.lineOf?.(pointer);
    this.problems.push({
      file: this.origin.file,
      ...(line !== undefined && { line }),
      pointer,
      got: describe(value),
      allowed,
    });
    return undefined;
  }

  /** An object that has no property beside those named: a typing error never passes silently. */
  public object(value: unknown, pointer: string, keys: readonly string[]): Readonly<Record<string, unknown>> {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      this.wrong(pointer, value, `an object with ${keys.join(', ')}`);
      return {};
    }
    for (const key of Object.keys(value)) {
      if (!keys.includes(key)) {
        this.wrong(`${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`, key, `one of ${keys.join(', ')}`);
      }
    }
    return value as Readonly<Record<string, unknown>>;
  }

  public list(value: unknown, pointer: string, least: number, most: number): readonly unknown[] {
    if (Array.isArray(value) && value.length >= least && value.length <= most) return value as unknown[];
    this.wrong(pointer, value, `a list of ${least} to ${most}`);
    return [];
  }

  public text(value: unknown, pointer: string, { most = 200, pattern, allowed }: TextRule): string {
    if (typeof value === 'string' && value !== '' && value.length <= most && (pattern?.test(value) ?? true)) {
      return value;
    }
    this.wrong(pointer, value, `${allowed}, of at most ${most} characters`);
    return '';
  }

  public number(value: unknown, pointer: string, accept: (value: number) => boolean, allowed: string): number {
    if (typeof value === 'number' && Number.isFinite(value) && accept(value)) return value;
    this.wrong(pointer, value, allowed);
    return NaN;
  }

  public choice<T extends string>(value: unknown, pointer: string, choices: readonly T[]): T | undefined {
    const found = choices.find((choice) => choice === value);
    return found ?? this.wrong(pointer, value, `one of ${choices.join(', ')}`);
  }

  /** @throws ShapeError with the code given, where anything was wrong */
  public finish(code: string, what: string): void {
    if (this.problems.length > 0) throw new ShapeError(code, what, this.problems);
  }
}

function sentence({ file, line, pointer, got, allowed }: ShapeProblem): string {
  return `${file}${line === undefined ? '' : `:${line}`} ${pointer === '' ? 'the whole' : pointer} must be ${allowed}, got ${got}`;
}

function describe(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object' && value !== null) return 'an object';
  const text = typeof value === 'string' ? JSON.stringify(value) : String(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

/** A log event as a filter sees it. */
export type LogEvent = { readonly [key: string]: string | LogEvent };

/** Whether an event passes; undefined where the pattern uses what is not read here. */
type Test = (event: LogEvent) => boolean | undefined;

const TOKEN = /\s*(?:(&&|\|\||[(){}]|!=|=|"(?:[^"\\]|\\.)*")|([^\s(){}=!&|"]+))/y;

/**
 * Whether a metric filter's JSON pattern, `{ $.eventName = "StopLogging" && … }`, matches an event. The empty pattern matches all.
 * Comparisons of texts with `*` at an end, EXISTS, NOT EXISTS, IS and their combinations are read; `undefined` for anything else.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
export function patternMatches(pattern: string, event: LogEvent): boolean | undefined {
  if (pattern.trim() === '') return true;
  const tokens = tokensOf(pattern);
  if (!tokens || tokens[0] !== '{' || tokens.at(-1) !== '}') return undefined;
  const parser = new PatternParser(tokens.slice(1, -1));
  const test = parser.whole();
  return test?.(event);
}

function tokensOf(pattern: string): readonly string[] | undefined {
  const tokens: string[] = [];
  const scan = new RegExp(TOKEN.source, 'y');
  const text = pattern.trimEnd();
  while (scan.lastIndex < text.length) {
    const found = scan.exec(text);
    if (!found) return undefined;
    tokens.push(found[1] ?? found[2] ?? '');
  }
  return tokens;
}

class PatternParser {
  private at = 0;

  public constructor(private readonly tokens: readonly string[]) {}

  public whole(): Test | undefined {
    const test = this.either();
    return this.at === this.tokens.length ? test : undefined;
  }

  private either(): Test | undefined {
    return this.joined('||', () => this.both(), or);
  }

  private both(): Test | undefined {
    return this.joined('&&', () => this.one(), and);
  }

  private joined(sign: string, next: () => Test | undefined, join: (one: Test, other: Test) => Test): Test | undefined {
    let test = next();
    while (test && this.tokens[this.at] === sign) {
      this.at += 1;
      const other = next();
      test = other && join(test, other);
    }
    return test;
  }

  private one(): Test | undefined {
    if (this.tokens[this.at] !== '(') return this.comparison();
    this.at += 1;
    const inner = this.either();
    if (this.tokens[this.at] !== ')') return undefined;
    this.at += 1;
    return inner;
  }

  private comparison(): Test | undefined {
    const field = this.next();
    if (!field?.startsWith('$.')) return undefined;
    const path = field.slice(2).split('.');
    const operator = this.next();
    switch (operator) {
      case '=':
      case '!=': {
        const value = this.next();
        if (value === undefined) return undefined;
        const wanted = matcher(value);
        return (event) => {
          const got = valueAt(event, path);
          // A comparison with what is not there is false, also with `!=`.
          return got === undefined ? false : wanted(got) === (operator === '=');
        };
      }
      case 'EXISTS':
        return (event) => valueAt(event, path) !== undefined;
      case 'NOT':
        return this.next() === 'EXISTS' ? (event) => valueAt(event, path) === undefined : undefined;
      case 'IS': {
        const word = this.next()?.toLowerCase();
        return word === undefined ? undefined : (event) => valueAt(event, path) === word;
      }
      default:
        return undefined;
    }
  }

  private next(): string | undefined {
    const token = this.tokens[this.at];
    this.at += 1;
    return token;
  }
}

function and(one: Test, other: Test): Test {
  return (event) => (one(event) ?? false) && (other(event) ?? false);
}

function or(one: Test, other: Test): Test {
  return (event) => (one(event) ?? false) || (other(event) ?? false);
}

function matcher(token: string): (got: string) => boolean {
  const text = token.startsWith('"') ? token.slice(1, -1).replaceAll(/\\(.)/g, '$1') : token;
  const parts = text.split('*').map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  const whole = new RegExp(`^${parts.join('.*')}$`);
  return (got) => whole.test(got);
}

function valueAt(event: LogEvent, path: readonly string[]): string | undefined {
  let here: string | LogEvent | undefined = event;
  for (const key of path) {
    if (typeof here === 'string' || here === undefined) return undefined;
    here = Object.hasOwn(here, key) ? here[key] : undefined;
  }
  return typeof here === 'string' ? here : undefined;
}

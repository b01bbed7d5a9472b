import { Limit } from './limits';
import { emptyMap, type Raw } from './source';

/** What a reader gives: the document, or why it could not be read and at which character. */
export type Read = { readonly value: Raw } | { readonly reason: string; readonly offset: number };

type MapFrame = { readonly map: Record<string, Raw>; key: string; keys: number };
type Frame = { readonly list: Raw[] } | MapFrame;

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORDS: readonly (readonly [string, Raw])[] = [
  ['true', true],
  ['false', false],
  ['null', null],
];

class Refusal extends Error {
  public constructor(
    message: string,
    public readonly offset: number,
  ) {
    super(message);
  }
}

/**
 * Reads JSON without recursion, and unlike `JSON.parse` refuses a key that is given twice: which of the two a
 * deployment uses is not for us to guess.
 */
export function readJson(text: string): Read {
  try {
    return { value: new JsonReader(text).read() };
  } catch (error) {
    if (error instanceof Refusal) return { reason: error.message, offset: error.offset };
    throw error;
  }
}

class JsonReader {
  private at = 0;
  private nodes = 0;
  private readonly frames: Frame[] = [];

  public constructor(private readonly text: string) {}

  public read(): Raw {
    for (;;) {
      let value = this.value();
      // A value is complete: hand it to its container, and close containers that end here.
      while (value !== undefined) {
        const frame = this.frames.at(-1);
        if (frame === undefined) return this.finished(value);
        if ('list' in frame) frame.list.push(value);
        else frame.map[frame.key] = value;
        value = this.afterMember(frame);
      }
    }
  }

  /** A scalar or an empty container; undefined after opening a container that has members. */
  private value(): Raw | undefined {
    if (++this.nodes > Limit.nodes) this.refuse(`more than ${Limit.nodes} values`);
    this.space();
    const char = this.text[this.at];
    if (char === '{') return this.open({ map: emptyMap<Raw>(), key: '', keys: 0 }, '}');
    if (char === '[') return this.open({ list: [] }, ']');
    if (char === '"') return this.string();
    for (const [word, meaning] of WORDS) {
      if (this.text.startsWith(word, this.at)) {
        this.at += word.length;
        return meaning;
      }
    }
    return this.number();
  }

  private open(frame: Frame, end: string): Raw | undefined {
    if (this.frames.length >= Limit.nesting) this.refuse(`nested deeper than ${Limit.nesting} levels`);
    this.at++;
    this.space();
    if (this.text[this.at] === end) {
      this.at++;
      return 'list' in frame ? frame.list : frame.map;
    }
    this.frames.push(frame);
    if ('map' in frame) this.key(frame);
    return undefined;
  }

  /** After a comma the container goes on (undefined); after its end it is itself a complete value. */
  private afterMember(frame: Frame): Raw | undefined {
    this.space();
    const char = this.text[this.at];
    const end = 'list' in frame ? ']' : '}';
    if (char === end) {
      this.at++;
      this.frames.pop();
      return 'list' in frame ? frame.list : frame.map;
    }
    if (char !== ',') this.refuse(`expected "," or "${end}"`);
    this.at++;
    if ('map' in frame) this.key(frame);
    return undefined;
  }

  private key(frame: MapFrame): void {
    if (++frame.keys > Limit.keys) this.refuse(`a map of more than ${Limit.keys} keys`);
    this.space();
    if (this.text[this.at] !== '"') this.refuse('expected a key in quotes');
    const start = this.at;
    frame.key = this.string();
    if (frame.key in frame.map) this.refuse(`key "${frame.key.slice(0, 80)}" is given twice`, start);
    this.space();
    if (this.text[this.at] !== ':') this.refuse('expected ":"');
    this.at++;
  }

  private string(): string {
    const start = this.at++;
    let escaped = false;
    for (; this.at < this.text.length; this.at++) {
      const code = this.text.charCodeAt(this.at);
      if (code === 0x22) {
        this.at++;
        return escaped ? this.unescape(start) : this.text.slice(start + 1, this.at - 1);
      }
      if (code === 0x5c) {
        escaped = true;
        this.at++;
      } else if (code < 0x20) this.refuse('a control character inside a string');
    }
    return this.refuse('a string without an end', start);
  }

  private unescape(start: number): string {
    try {
      return JSON.parse(this.text.slice(start, this.at)) as string;
    } catch {
      return this.refuse('an unknown escape in a string', start);
    }
  }

  /** A number that would lose digits (an account id, a huge integer) stays the text it was. */
  private number(): Raw {
    NUMBER.lastIndex = this.at;
    const found = NUMBER.exec(this.text)?.[0];
    if (found === undefined) return this.refuse('expected a value');
    this.at += found.length;
    const value = Number(found);
    const exact = /^-?\d+$/.test(found) ? Number.isSafeInteger(value) : Number.isFinite(value);
    return exact ? value : found;
  }

  private finished(value: Raw): Raw {
    this.space();
    if (this.at < this.text.length) this.refuse('text after the end of the document');
    return value;
  }

  private space(): void {
    for (;;) {
      const code = this.text.charCodeAt(this.at);
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return;
      this.at++;
    }
  }

  private refuse(reason: string, offset = this.at): never {
    throw new Refusal(reason, offset);
  }
}

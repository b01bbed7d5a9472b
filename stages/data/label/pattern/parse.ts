import { LabelError } from '../errors';
import {
  bothCases,
  complement,
  DIGITS,
  LINE_ENDS,
  SPACE,
  union,
  WORD,
  type Node,
  type Place,
  type Units,
} from './syntax';

const MOST_LENGTH = 20_000;
const MOST_REPEATS = 100;
const MOST_DEPTH = 50;
const CONTROL: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, f: 12, v: 11, 0: 0 };
const CLASSES: Readonly<Record<string, Units>> = {
  d: DIGITS,
  D: complement(DIGITS),
  w: WORD,
  W: complement(WORD),
  s: SPACE,
  S: complement(SPACE),
};
const PLACES: Readonly<Record<string, Place>> = { b: 'edge', B: 'no edge' };

/**
 * Parses the part of JavaScript's regular expressions that a finite automaton can decide: no back-references and no look-around.
 *
 * @throws LabelError `PATTERN_INVALID` naming the character
 */
export function parsePattern(source: string, ignoreCase: boolean): Node {
  if (source.length > MOST_LENGTH) {
    throw new LabelError('PATTERN_INVALID', `a pattern may have ${MOST_LENGTH} characters, got ${source.length}`);
  }
  return new Parser(source, ignoreCase).whole();
}

class Parser {
  private at = 0;
  private depth = 0;

  public constructor(
    private readonly source: string,
    private readonly ignoreCase: boolean,
  ) {}

  public whole(): Node {
    const node = this.alternatives();
    if (this.at < this.source.length) throw this.wrong('a group that was opened', ')');
    return node;
  }

  private alternatives(): Node {
    if (++this.depth > MOST_DEPTH) throw this.wrong(`at most ${MOST_DEPTH} groups within each other`, 'more');
    const parts = [this.sequence()];
    while (this.take('|')) parts.push(this.sequence());
    this.depth--;
    return parts.length === 1 ? (parts[0] as Node) : { kind: 'any', parts };
  }

  private sequence(): Node {
    const parts: Node[] = [];
    while (this.at < this.source.length && !'|)'.includes(this.source[this.at] as string)) parts.push(this.repeated());
    return { kind: 'all', parts };
  }

  private repeated(): Node {
    const part = this.atom();
    const [least, most] = this.bounds() ?? [1, 1];
    if (least === 1 && most === 1) return part;
    if (part.kind === 'at') throw this.wrong('a character or a group before a repetition', 'a place');
    // Lazy or not, a text matches or it does not.
    this.take('?');
    if (this.bounds()) throw this.wrong('one repetition', 'two');
    return { kind: 'repeat', part, least, most };
  }

  private bounds(): [number, number] | undefined {
    if (this.take('*')) return [0, Infinity];
    if (this.take('+')) return [1, Infinity];
    if (this.take('?')) return [0, 1];
    if (this.source[this.at] !== '{') return undefined;
    const [text, low, comma, high] = /^\{(\d+)(,?)(\d*)\}/.exec(this.source.slice(this.at, this.at + 12)) ?? [];
    if (text === undefined) throw this.wrong('{n}, {n,} or {n,m}, or \\{', '{');
    this.at += text.length;
    const least = Number(low);
    const most = high !== '' ? Number(high) : comma === '' ? least : Infinity;
    const counted = most === Infinity ? least : most;
    if (counted > MOST_REPEATS || least > most) throw this.wrong(`a repetition of 0 to ${MOST_REPEATS}`, text);
    return [least, most];
  }

  private atom(): Node {
    const character = this.next();
    if (character === '(') return this.group();
    if (character === '[') return this.units(this.set());
    if (character === '.') return this.units(complement(LINE_ENDS));
    if (character === '^') return { kind: 'at', place: 'start' };
    if (character === '$') return { kind: 'at', place: 'end' };
    if ('*+?{'.includes(character)) throw this.wrong('something before a repetition', character);
    if (character !== '\\') return this.units(single(character.charCodeAt(0)));
    const place = PLACES[this.source[this.at] ?? ''];
    if (place === undefined) return this.units(this.escaped());
    this.at++;
    return { kind: 'at', place };
  }

  private group(): Node {
    if (this.take('?') && !this.take(':')) throw this.wrong('( or (?:', `(?${this.source[this.at] ?? ''}`);
    const node = this.alternatives();
    if (!this.take(')')) throw this.wrong('a closing )', 'the end');
    return node;
  }

  private set(): Units {
    const negated = this.take('^');
    const ranges: [number, number][] = [];
    while (!this.take(']')) {
      const low = this.setPart();
      if (this.source[this.at] === '-' && this.source[this.at + 1] !== ']' && low.length === 1) {
        this.at++;
        const high = this.setPart();
        const from = low[0]?.[0] ?? 0;
        const to = high[0]?.[0] ?? 0;
        if (high.length !== 1 || from > to) throw this.wrong('a range from a lower to a higher character', '-');
        ranges.push([from, to]);
      } else {
        ranges.push(...low.map(([from, to]): [number, number] => [from, to]));
      }
    }
    const cased = this.ignoreCase ? bothCases(ranges) : union(ranges);
    return negated ? complement(cased) : cased;
  }

  private setPart(): Units {
    const character = this.next();
    return character === '\\' ? this.escaped() : single(character.charCodeAt(0));
  }

  /** What follows a backslash. */
  private escaped(): Units {
    const character = this.next();
    const known = CLASSES[character];
    if (known) return known;
    const control = CONTROL[character];
    if (control !== undefined) return single(control);
    if (character === 'x' || character === 'u') {
      const digits = this.source.slice(this.at, this.at + (character === 'x' ? 2 : 4));
      if (!/^(?:[\da-f]{2}|[\da-f]{4})$/i.test(digits)) throw this.wrong('\\xhh or \\uhhhh', `\\${character}${digits}`);
      this.at += digits.length;
      return single(parseInt(digits, 16));
    }
    if (/[A-Za-z0-9]/.test(character)) throw this.wrong('\\d \\w \\s \\b or their opposites', `\\${character}`);
    return single(character.charCodeAt(0));
  }

  private units(units: Units): Node {
    return { kind: 'units', units: this.ignoreCase ? bothCases(units) : units };
  }

  private next(): string {
    const character = this.source[this.at];
    if (character === undefined) throw this.wrong('another character', 'the end');
    this.at++;
    return character;
  }

  private take(character: string): boolean {
    const found = this.source[this.at] === character;
    if (found) this.at++;
    return found;
  }

  private wrong(allowed: string, got: string): LabelError {
    return new LabelError('PATTERN_INVALID', `the pattern must have ${allowed} at character ${this.at}, got ${got}`);
  }
}

function single(unit: number): Units {
  return [[unit, unit]];
}

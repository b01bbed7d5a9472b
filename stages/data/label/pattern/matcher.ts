import { parsePattern } from './parse';
import { compile, type Program, type Step } from './program';
import { LAST_UNIT, WORD, type Node, type Place } from './syntax';

/** Says whether a text matches anywhere. */
export type Matcher = (text: string) => boolean;

/** A pattern of a team is untrusted with time: this matcher takes one step a character, whatever the pattern and the text. */
export function matcherFor(source: string, options: { readonly ignoreCase?: boolean } = {}): Matcher {
  return matcherOf(parsePattern(source, options.ignoreCase ?? false), MOST_PATTERN_STEPS);
}

/** As `matcherFor`, from a tree. */
export function matcherOf(node: Node, mostSteps: number): Matcher {
  const automaton = new Automaton(compile(node, mostSteps));
  return (text) => automaton.search(text);
}

/** What a character may cost at worst. */
const MOST_PATTERN_STEPS = 2000;
/** After so many states, or steps that they hold, the memory is emptied and filled anew: a text cannot make it grow. */
const MOST_STATES = 4000;
const MOST_HELD = 1_000_000;
const FOUND = -1;
const UNKNOWN = -2;

interface State {
  /** Steps that wait before any place is looked at, ascending. */
  readonly waiting: readonly number[];
  readonly afterWord: boolean;
  readonly atStart: boolean;
  /** By alphabet class, and at last by the end of the text: the state that follows, `FOUND` or `UNKNOWN`. */
  readonly next: Int32Array;
}

/** A deterministic automaton built while it runs, over classes of code units that the pattern cannot tell apart. */
class Automaton {
  private readonly classOf: Uint16Array;
  private readonly classes: number;
  /** One unit of each class. */
  private readonly sample: number[];
  private readonly isWord: boolean[];
  private states: State[] = [];
  private byKey = new Map<string, number>();
  private held = 0;

  public constructor(private readonly program: Program) {
    const cuts = new Set([0]);
    for (const units of [WORD, ...program.steps.flatMap((step) => (step.kind === 'units' ? [step.units] : []))]) {
      for (const [low, high] of units) cuts.add(low).add(high + 1);
    }
    const borders = [...cuts].filter((cut) => cut <= LAST_UNIT).sort((a, b) => a - b);
    this.classOf = new Uint16Array(LAST_UNIT + 1);
    borders.forEach((low, index) => this.classOf.fill(index, low, borders[index + 1] ?? LAST_UNIT + 1));
    this.classes = borders.length;
    this.sample = borders;
    this.isWord = borders.map((unit) => contains(WORD, unit));
  }

  public search(text: string): boolean {
    let state = this.stateFor([this.program.start], false, true);
    for (let at = 0; at <= text.length; at++) {
      const symbol = at === text.length ? this.classes : (this.classOf[text.charCodeAt(at)] as number);
      let next = (this.states[state] as State).next[symbol] as number;
      if (next === UNKNOWN) next = this.follow(state, symbol);
      if (next === FOUND) return true;
      state = next;
    }
    return false;
  }

  private follow(from: number, symbol: number): number {
    const state = this.states[from] as State;
    const ends = symbol === this.classes;
    const toWord = !ends && this.isWord[symbol] === true;
    const holds: Readonly<Record<Place, boolean>> = {
      start: state.atStart,
      end: ends,
      edge: state.afterWord !== toWord,
      'no edge': state.afterWord === toWord,
    };
    const reached = this.closure(state.waiting, holds);
    if (reached === undefined) return (state.next[symbol] = FOUND);
    const unit = this.sample[symbol] ?? 0;
    const waiting = new Set([this.program.start]);
    if (!ends) {
      for (const step of reached) if (contains(step.units, unit)) waiting.add(step.next);
    }
    const next = this.stateFor([...waiting], toWord, false);
    // Where the memory was emptied meanwhile, `state` is no longer part of it.
    if (this.states[from] === state) state.next[symbol] = next;
    return next;
  }

  /** The steps that take a unit, or undefined where the match is among them. */
  private closure(
    waiting: readonly number[],
    holds: Readonly<Record<Place, boolean>>,
  ): Extract<Step, { kind: 'units' }>[] | undefined {
    const open = [...waiting];
    const seen = new Set(open);
    const taking: Extract<Step, { kind: 'units' }>[] = [];
    for (let number = open.pop(); number !== undefined; number = open.pop()) {
      const step = this.program.steps[number] as Step;
      if (step.kind === 'match') return undefined;
      if (step.kind === 'units') {
        taking.push(step);
        continue;
      }
      const targets = step.kind === 'fork' ? step.next : holds[step.place] ? [step.next] : [];
      for (const target of targets) {
        if (!seen.has(target)) {
          seen.add(target);
          open.push(target);
        }
      }
    }
    return taking;
  }

  private stateFor(steps: readonly number[], afterWord: boolean, atStart: boolean): number {
    const waiting = [...steps].sort((a, b) => a - b);
    const key = `${afterWord ? 'w' : '-'}${atStart ? 's' : '-'}${waiting.join(',')}`;
    const known = this.byKey.get(key);
    if (known !== undefined) return known;
    if (this.states.length >= MOST_STATES || this.held > MOST_HELD) {
      this.states = [];
      this.byKey = new Map();
      this.held = 0;
    }
    this.held += waiting.length;
    const number = this.states.push({
      waiting,
      afterWord,
      atStart,
      next: new Int32Array(this.classes + 1).fill(UNKNOWN),
    });
    this.byKey.set(key, number - 1);
    return number - 1;
  }
}

function contains(units: readonly (readonly [number, number])[], unit: number): boolean {
  return units.some(([low, high]) => low <= unit && unit <= high);
}

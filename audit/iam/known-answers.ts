import type { Answer } from './answer';
import { coversOf } from './covers';
import type { Question } from './decide';
import { decide } from './decide';
import type { PreparedWorld } from './prepared-world';

/** More are not kept; then all are forgotten. */
const MOST = 300_000;

/**
 * Answers by all that they depend on: the question, who asks, the policies of the resources that the question is about, doors, accounts and
 * the types of keys. Worlds that differ in one policy, such as a template and its change, share every answer which that policy cannot touch.
 */
export class KnownAnswers {
  private readonly answers = new Map<string, Answer>();
  private readonly numbers = new Map<string, number>();
  private readonly contents = new WeakMap<object, number>();
  private readonly surroundings = new WeakMap<PreparedWorld, number>();

  /** @param words the question as it was asked: equal words make equal regions, where the types of keys are equal */
  public decide(world: PreparedWorld, question: Question, words: string): Answer {
    const key = this.keyOf(world, question, words);
    let answer = this.answers.get(key);
    if (!answer) {
      answer = decide(world, question);
      if (this.answers.size >= MOST) this.answers.clear();
      this.answers.set(key, answer);
    }
    return answer;
  }

  private keyOf(world: PreparedWorld, { who, regions }: Question, words: string): string {
    const covers = regions.length === 0 ? [] : coversOf(world).touching(regions);
    const governing = this.number(covers.map(({ resource }) => this.content(resource)).join());
    // Whoever is not declared is told from those who are.
    const caller = who.declared
      ? this.content(who.declared)
      : this.number(world.world.principals.map(({ arn }) => arn).join('\n'));
    return [this.number(words), this.number(`${who.kind} ${who.label}`), caller, governing, this.around(world)].join();
  }

  private around(world: PreparedWorld): number {
    let around = this.surroundings.get(world);
    if (around === undefined) {
      const { accounts, endpoints } = world.world;
      around = this.number(JSON.stringify([accounts, endpoints, world.types.description(), world.notEvaluated]));
      this.surroundings.set(world, around);
    }
    return around;
  }

  private content(value: object): number {
    let number = this.contents.get(value);
    if (number === undefined) this.contents.set(value, (number = this.number(JSON.stringify(value))));
    return number;
  }

  private number(text: string): number {
    let number = this.numbers.get(text);
    if (number === undefined) this.numbers.set(text, (number = this.numbers.size));
    return number;
  }
}

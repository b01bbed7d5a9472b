import type { Answer } from './answer';
import { counterexample, undecided } from './answer';
import { exampleRequest } from './example-request';
import type { Access, Exploration } from './explore';
import { explore } from './explore';
import { MixedFamilies } from './key-types';
import type { PreparedWorld } from './prepared-world';
import { is } from './principal-class';
import { Budget, SearchTooLong } from './search';
import { AutomatonTooLarge } from './sets/dfa';
import { lookupIn } from './lookup';
import type { NotEvaluated } from './statement';
import { variableKeys, variableTexts } from './variables';

/** A question without the side it is seen from: it is asked from both. */
export type Question = Omit<Exploration, 'side'>;

/**
 * Whether any request in question is allowed. First with everything unread in favour of access: nothing found is a proof. Then with
 * everything unread against it: what is found is a counterexample. Between the two lies *not evaluated*.
 */
export function decide(world: PreparedWorld, question: Question): Answer {
  try {
    const budget = new Budget();
    const possible = explore(world, { ...question, side: 'upper' }, budget);
    if (!possible) return { kind: 'proved' };
    const certain =
      explore(world, { ...question, side: 'lower' }, budget) ?? withVariables(world, question, possible, budget);
    if (certain) return counterexample(certain, world);
    return undecided(reasonsFor(world, possible), exampleRequest(possible, world));
  } catch (error) {
    return undecided([{ kind: 'notEvaluated', where: question.who.label, reason: reasonOf(error) }]);
  }
}

/** What stopped a search, for a reader; anything unexpected goes on up. */
export function reasonOf(error: unknown): string {
  if (error instanceof SearchTooLong) return 'the policies overlap in too many ways to decide within the budget';
  if (error instanceof AutomatonTooLarge) return 'a wildcard pattern needs too large an automaton';
  if (error instanceof MixedFamilies) return 'a wildcard stands where a number, a date or an address does';
  throw error;
}

function reasonsFor(world: PreparedWorld, { allows, denies }: Access): NotEvaluated[] {
  const own = [...allows, ...denies].flatMap(({ statement }) => statement.notEvaluated);
  return own.length > 0 ? [...new Set(own)] : [...world.notEvaluated];
}

const MAX_TRIES = 24;

/** Where only variables are open, tries values for them that the policies or the possible request suggest. */
function withVariables(world: PreparedWorld, question: Question, possible: Access, budget: Budget): Access | undefined {
  const lookup = lookupIn(possible.region);
  const statements = [...possible.allows, ...possible.denies].map(({ statement }) => statement);
  const open = [...new Set(statements.flatMap(variableKeys))].filter((key) => lookup(key) === undefined);
  let choices: [string, string][][] = open.length === 0 ? [] : [[]];
  for (const key of open) {
    const values = suggestions(key, statements.flatMap(variableTexts), possible, world);
    choices = choices
      .flatMap((choice) => values.map((value): [string, string][] => [...choice, [key, value]]))
      .slice(0, MAX_TRIES);
  }
  for (const choice of choices) {
    const fixed = choice.map(([key, value]) => is(key, value));
    const regions = question.regions.flatMap((region) => region.andAll(fixed) ?? []);
    const found = explore(world, { ...question, regions, side: 'lower' }, budget);
    if (found) return found;
  }
  return undefined;
}

/** Values of a variable that make some text match what the possible request carries, and one that nothing else mentions. */
function suggestions(key: string, texts: readonly string[], possible: Access, world: PreparedWorld): string[] {
  const request = exampleRequest(possible, world);
  const carried = [request.resource, ...Object.values(request.context).flat()];
  const found = texts.flatMap((text) => carried.flatMap((value) => fit(text, key, value)));
  return [...new Set([...found, 'alice'])].filter((value) => value !== '');
}

function fit(text: string, key: string, value: string): string[] {
  const at = text.toLowerCase().indexOf(`\${${key}`);
  const end = text.indexOf('}', at);
  if (at < 0 || end < 0) return [];
  const quote = (part: string): string =>
    part
      .replaceAll(/\$\{[^}]*\}/g, '*')
      .replaceAll(/[\\^$.+()[\]{}|/]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.');
  const match = new RegExp(`^${quote(text.slice(0, at))}(.+?)${quote(text.slice(end + 1))}$`).exec(value);
  return match?.[1] === undefined ? [] : [match[1]];
}

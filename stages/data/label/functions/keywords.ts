import { matcherOf, type Matcher } from '../pattern/matcher';
import { bothCases, SPACE, WORD, type Node } from '../pattern/syntax';

/** All keywords' characters together. Few of them are open at a time, so a long list costs memory more than time. */
const MOST_STEPS = 50_000;

/** Finds any of the keywords as whole words, in any case, with any white space between their words: one pass over the text. */
export function keywordMatcher(keywords: readonly string[]): Matcher {
  return matcherOf({ kind: 'any', parts: keywords.map(wordsOf) }, MOST_STEPS);
}

function wordsOf(keyword: string): Node {
  const words = keyword.trim().split(/\s+/);
  const between: Node = { kind: 'repeat', part: { kind: 'units', units: SPACE }, least: 1, most: Infinity };
  const parts = words.flatMap((word, index) => [...(index === 0 ? [] : [between]), ...unitsOf(word)]);
  return { kind: 'all', parts: [...edge(keyword.trim().at(0)), ...parts, ...edge(keyword.trim().at(-1))] };
}

function unitsOf(word: string): Node[] {
  return Array.from({ length: word.length }, (_, at): Node => {
    const unit = word.charCodeAt(at);
    return { kind: 'units', units: bothCases([[unit, unit]]) };
  });
}

/** Beside a letter a word must end; beside a sign, as in `$$$`, nothing is asked. */
function edge(character: string | undefined): Node[] {
  const unit = character?.charCodeAt(0) ?? 0;
  return WORD.some(([low, high]) => low <= unit && unit <= high) ? [{ kind: 'at', place: 'edge' }] : [];
}

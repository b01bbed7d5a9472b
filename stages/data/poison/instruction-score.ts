import { Hits, LONGEST } from './instruction-hits';
import { INSTRUCTION_WORDS } from './instruction-words';
import { FETCH_AND_RUN, MARKS, TURNS, WIDE, type Literal } from './literals';
import { PHRASES, type Phrase } from './phrases';
import { occurrences, phrasesIn, type Occurrence } from './phrase-search';
import { withoutQuotations } from './quotations';

const QUOTED = INSTRUCTION_WORDS.of('quoted');
/** Under it nothing more is asked of a text. */
const WORTH_A_LOOK = 0.44;
/** Signs are joined that stand so many units from one another: a hundred words, about. In a long text there are weak signs far apart. */
const WITHIN = 600;
const HITS = new Hits();
const REST = new Hits();

/** How much `text` reads as an instruction to a model, from 0 to just under 1: families of phrases near one another joined as independent signs. */
export function instructionScore(text: string, hits: Hits = HITS): number {
  const score = signs(text, hits);
  if (score < WORTH_A_LOOK || ((hits.low & QUOTED.low) | (hits.high & QUOTED.high)) === 0) return score;
  const rest = withoutQuotations(text.slice(0, LONGEST));
  return rest === undefined ? score : Math.min(score, signs(rest, REST));
}

function signs(text: string, hits: Hits): number {
  hits.read(text);
  const surest = new Map<string, number>();
  const found = phrasesIn(hits);
  for (let phrase = 0; phrase < PHRASES.length; phrase++) {
    if (found[phrase] === 0) continue;
    const { family, weight } = PHRASES[phrase] as Phrase;
    surest.set(family, Math.max(surest.get(family) ?? 0, weight));
  }
  const literals = literalsOf(text, hits);
  for (const { family, weight } of literals) surest.set(family, Math.max(surest.get(family) ?? 0, weight));
  const inAll = joined(surest);
  if (surest.size < 2 || inAll < WORTH_A_LOOK) return inAll;
  return nearest([...occurrences(hits), ...literals].sort((a, b) => a.at - b.at));
}

function literalsOf(text: string, hits: Hits): readonly Occurrence[] {
  const found: Occurrence[] = [];
  const look = (among: readonly Literal[]): void => {
    for (const { family, weight, pattern } of among) {
      const at = text.slice(0, LONGEST).search(pattern);
      if (at >= 0) found.push({ family, weight, at });
    }
  };
  if (hits.wide) look(WIDE);
  if (hits.marks) look(MARKS);
  if (hits.turns) look(TURNS);
  if (text.includes('curl ') || text.includes('wget ')) look([FETCH_AND_RUN]);
  return found;
}

/** The greatest joined weight of signs within some distance. */
function nearest(found: readonly Occurrence[]): number {
  let greatest = 0;
  found.forEach((first, from) => {
    const surest = new Map<string, number>();
    for (let next = from; next < found.length; next++) {
      const one = found[next] ?? first;
      if (one.at > first.at + WITHIN) break;
      if ((surest.get(one.family) ?? 0) < one.weight) surest.set(one.family, one.weight);
    }
    greatest = Math.max(greatest, joined(surest));
  });
  return greatest;
}

function joined(surest: ReadonlyMap<string, number>): number {
  let doubt = 1;
  for (const weight of surest.values()) doubt *= 1 - weight;
  return 1 - doubt;
}

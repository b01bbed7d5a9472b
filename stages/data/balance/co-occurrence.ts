import { measured, notEvaluated, type Measured } from './measured';
import type { IdentityTerm } from './identity-terms';

/** Words of one theme, e.g. `career`, whose nearness to a group is asked for. Lower case. */
export type Themes = Readonly<Record<string, readonly string[]>>;

/** How near a theme is to a group. */
export interface Association {
  readonly axis: string;
  readonly group: string;
  readonly theme: string;
  /** Mentions of the group with a word of the theme within the window. */
  readonly together: number;
  readonly mentions: number;
  /** `together / mentions`. */
  readonly rate: Measured;
  /** ln of this rate over the rate of the axis's other groups; each with 1/2 added to hits and misses (Haldane and Anscombe). */
  readonly logOdds: Measured;
}

const WORD = /[\p{L}\p{M}]+/gu;
/** Fewest mentions on either side for a log odds ratio: under it the ratio says more of chance than of the text. */
const FEWEST_MENTIONS = 5;

/**
 * Counts how often groups are mentioned near a theme's words. Counts add up: a counter for each shard, merged at the end, gives what one
 * counter over all texts gives.
 */
export class CoOccurrence {
  private readonly terms = new Map<string, { readonly key: string }>();
  private readonly themes = new Map<string, readonly string[]>();
  private readonly mentions = new Map<string, number>();
  private readonly together = new Map<string, number>();

  /** @param window how many words before and after a mention count as near */
  public constructor(
    terms: readonly IdentityTerm[],
    private readonly themeWords: Themes,
    language: string,
    private readonly window = 8,
  ) {
    for (const { term, axis, group, language: of } of terms) {
      if (of === language) this.terms.set(term, { key: JSON.stringify([axis, group]) });
    }
    for (const theme of Object.keys(themeWords).sort()) {
      for (const word of themeWords[theme] ?? []) this.themes.set(word, [...(this.themes.get(word) ?? []), theme]);
    }
  }

  /** Counts one text in this counter's language. */
  public add(text: string): void {
    const words = text.toLowerCase().match(WORD) ?? [];
    for (let i = 0; i < words.length; i++) {
      const term = this.terms.get(words[i] ?? '');
      if (term === undefined) continue;
      increase(this.mentions, term.key, 1);
      for (const theme of this.near(words, i)) increase(this.together, JSON.stringify([term.key, theme]), 1);
    }
  }

  /** Adds another counter's counts: it must count the same terms and themes. */
  public merge(other: CoOccurrence): this {
    for (const [key, count] of other.mentions) increase(this.mentions, key, count);
    for (const [key, count] of other.together) increase(this.together, key, count);
    return this;
  }

  /** By axis, group and theme. Groups without a mention have no rate. */
  public associations(): Association[] {
    const keys = [...new Set([...this.terms.values()].map(({ key }) => key))].sort();
    const themes = Object.keys(this.themeWords).sort();
    return keys.flatMap((key) => themes.map((theme) => this.association(key, theme, keys)));
  }

  private near(words: readonly string[], at: number): Set<string> {
    const found = new Set<string>();
    const end = Math.min(words.length, at + this.window + 1);
    for (let i = Math.max(0, at - this.window); i < end; i++) {
      for (const theme of this.themes.get(words[i] ?? '') ?? []) found.add(theme);
    }
    return found;
  }

  private association(key: string, theme: string, keys: readonly string[]): Association {
    const [axis = '', group = ''] = JSON.parse(key) as string[];
    const others = keys.filter((other) => other !== key && (JSON.parse(other) as string[])[0] === axis);
    const here = this.counts([key], theme);
    const there = this.counts(others, theme);
    const { together, mentions } = here;
    const rate = mentions > 0 ? measured(together / mentions) : notEvaluated(`no mention of ${group}`);
    return { axis, group, theme, together, mentions, rate, logOdds: logOdds(here, there) };
  }

  private counts(keys: readonly string[], theme: string): { together: number; mentions: number } {
    const sum = (count: (key: string) => number | undefined): number =>
      keys.reduce((all, key) => all + (count(key) ?? 0), 0);
    return {
      together: sum((key) => this.together.get(JSON.stringify([key, theme]))),
      mentions: sum((key) => this.mentions.get(key)),
    };
  }
}

function logOdds(
  here: { together: number; mentions: number },
  there: { together: number; mentions: number },
): Measured {
  const fewest = Math.min(here.mentions, there.mentions);
  if (fewest < FEWEST_MENTIONS) return notEvaluated(`a side has ${fewest} mentions, and needs ${FEWEST_MENTIONS}`);
  const odds = ({ together, mentions }: typeof here): number => (together + 0.5) / (mentions - together + 0.5);
  return measured(Math.log(odds(here) / odds(there)));
}

function increase(counts: Map<string, number>, key: string, by: number): void {
  counts.set(key, (counts.get(key) ?? 0) + by);
}

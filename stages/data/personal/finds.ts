import { nameOf, PERSONAL_RULES, type Found, type PersonalRule } from './kinds';

const NAMES = new Map((Object.keys(PERSONAL_RULES) as PersonalRule[]).map((rule) => [rule, nameOf(rule)]));

interface Candidate {
  readonly rule: PersonalRule;
  readonly start: number;
  readonly end: number;
}

/** Collects what the rules see in one text. */
export class Finds {
  private readonly candidates: Candidate[] = [];

  public add(rule: PersonalRule, start: number, end: number): void {
    this.candidates.push({ rule, start, end });
  }

  /** Without overlaps, in the text's order: of two that overlap the more specific stays, then the longer, then the earlier. */
  public resolve(): readonly Found[] {
    const sorted = this.candidates.sort((a, b) => a.start - b.start || b.end - a.end);
    const kept: Candidate[] = [];
    for (const candidate of sorted) {
      const last = kept.at(-1);
      if (last === undefined || candidate.start >= last.end) kept.push(candidate);
      else if (beats(candidate, last)) kept[kept.length - 1] = candidate;
    }
    return kept.map(({ rule, start, end }) => ({
      kind: PERSONAL_RULES[rule].kind,
      start,
      end,
      rule: NAMES.get(rule) ?? rule,
    }));
  }
}

function beats(a: Candidate, b: Candidate): boolean {
  const specificity = PERSONAL_RULES[a.rule].specificity - PERSONAL_RULES[b.rule].specificity;
  return specificity > 0 || (specificity === 0 && a.end - a.start > b.end - b.start);
}

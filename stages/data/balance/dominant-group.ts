import { IDENTITY_TERMS } from './identity-terms';

const WORD = /[\p{L}\p{M}]+/gu;

/** The group of an axis that a text names most; empty where it names none, or two equally often. It divides texts, so that metrics apply. */
export class DominantGroup {
  private readonly groups: ReadonlyMap<string, string>;

  public constructor(language: string, axis: string) {
    const terms = IDENTITY_TERMS.filter((one) => one.language === language && one.axis === axis);
    this.groups = new Map(terms.map(({ term, group }) => [term, group]));
  }

  public of(text: string): string {
    const counts = new Map<string, number>();
    for (const [word] of text.toLowerCase().matchAll(WORD)) {
      const group = this.groups.get(word);
      if (group !== undefined) counts.set(group, (counts.get(group) ?? 0) + 1);
    }
    const most = Math.max(0, ...counts.values());
    const leaders = [...counts].filter(([, count]) => count === most);
    return leaders.length === 1 ? (leaders[0]?.[0] ?? '') : '';
  }
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const SCENARIOS = join(__dirname, '..', '..', 'scenarios', 'config');

/** A case of `test/scenarios/config`; its README tells what each part means. */
export interface Scenario {
  readonly title: string;
  readonly base?: string;
  readonly change?: Readonly<Record<string, string>>;
  readonly append?: string;
  readonly text?: string;
  readonly problems: readonly ExpectedProblem[];
}

export interface ExpectedProblem {
  readonly code: string;
  readonly line: number;
  readonly path: string;
  readonly says?: string;
}

/** The text of the case. Throws where a change does not fit its base: a case that changes nothing tests nothing. */
export function scenarioText({ base, change = {}, append = '', text }: Omit<Scenario, 'title' | 'problems'>): string {
  if (text !== undefined) return text;
  const start = readFileSync(join(SCENARIOS, 'base', `${base ?? 'single'}.yaml`), 'utf8');
  return (
    Object.entries(change).reduce((changed, [from, to]) => {
      const pieces = changed.split(from);
      if (pieces.length !== 2) throw new Error(`'${from}' must occur once, occurs ${pieces.length - 1} times`);
      return pieces.join(to);
    }, start) + append
  );
}

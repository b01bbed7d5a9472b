import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigError, problemSentence } from '../../../lib/config/errors';
import { parseConfig } from '../../../lib/config/load';
import { scenarioText, SCENARIOS, type Scenario } from './scenario';

const files = readdirSync(SCENARIOS).filter((name) => name.endsWith('.json'));

describe.each(files)('config scenarios in %s', (name) => {
  const scenarios = JSON.parse(readFileSync(join(SCENARIOS, name), 'utf8')) as readonly Scenario[];

  test.each(scenarios.map((scenario) => [scenario.title, scenario] as const))('%s', (_, scenario) => {
    const problems = problemsIn(scenarioText(scenario));

    expect(problems.map(({ code, line, path }) => ({ code, line, path }))).toEqual(
      scenario.problems.map(({ code, line, path }) => ({ code, line, path })),
    );
    scenario.problems.forEach(({ says = '' }, index) => expect(problemSentence(problems[index]!)).toContain(says));
  });
});

function problemsIn(text: string) {
  try {
    parseConfig(text, 'case.yaml');
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.problems;
  }
}

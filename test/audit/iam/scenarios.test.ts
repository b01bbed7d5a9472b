import { evaluate } from '../../../audit/iam/evaluate';
import { mayRequest } from '../../../audit/iam/questions';
import { scenarioFiles, scenarioRequest, scenarioWorld } from '../../support/iam-scenarios';

const files = scenarioFiles();
const ANSWER = { allowed: 'counterexample', denied: 'proved', undecided: 'notEvaluated' } as const;

test('there are at least 150 golden cases, each with a name of its own', () => {
  const names = files.flatMap(({ cases }) => cases.map(({ name }) => name));
  expect(names.length).toBeGreaterThanOrEqual(150);
  expect(new Set(names).size).toBe(names.length);
});

describe.each(files)('$file: $basis', ({ cases }) => {
  test.each(cases.map((scenario) => [scenario.name, scenario] as const))('%s', (_, scenario) => {
    const world = scenarioWorld(scenario);
    const request = scenarioRequest(scenario);
    expect({ evaluator: evaluate(world, request).decision, engine: mayRequest(world, request).kind }).toEqual({
      evaluator: scenario.expect,
      engine: ANSWER[scenario.expect],
    });
  });
});

import { runDefinition } from '../../../constructs/data/run-definition';
import { play, StateError, type Ended, type Services } from './states';

const definition = runDefinition({
  machineArn: 'machine',
  drive: 'drive',
  map: 'map',
  topicArn: 'topic',
  workBucket: 'work',
  maxConcurrency: 7,
});

interface Told {
  readonly ended: Ended;
  readonly driven: Record<string, unknown>[];
  readonly done: unknown[];
  readonly messages: string[];
}

/** Plays the machine with a driver that gives these answers one after the other; an Error among them is thrown. */
async function run(
  answers: unknown[],
  change: { running?: number; task?: () => void; input?: object } = {},
): Promise<Told> {
  const [driven, done, messages]: [Record<string, unknown>[], unknown[], string[]] = [[], [], []];
  const services: Services = {
    items: async (bucket, key) => [`${bucket}/${key}/1`, `${bucket}/${key}/2`],
    call: async (resource, parameters) => {
      if (resource === 'aws-sdk:sfn:listExecutions') return { Executions: Array(change.running ?? 1).fill({}) };
      if (resource === 'sns:publish') return messages.push(parameters['Message'] as string);
      if (parameters['FunctionName'] === 'map') {
        change.task?.();
        done.push(parameters['Payload']);
        return { Payload: { id: 'x' } };
      }
      driven.push(parameters['Payload'] as Record<string, unknown>);
      const answer = answers.shift();
      if (answer instanceof Error) throw answer;
      return { Payload: answer };
    },
  };
  const ended = await play(definition, change.input ?? { dataset: 'mails', baseline: 'before' }, services);
  return { ended, driven, done, messages };
}

const DONE = { state: 'done', run: 'r', manifest: 'm', promoted: true, held: [] };
const map = (attempt: number) => ({ state: 'map', prefix: 'runs/r/', bucket: 'b', key: 'list', tasks: 2, attempt });

test('drives, does the tasks that are listed, drives again with the next number, and ends with the promoted run', async () => {
  const { ended, driven, done, messages } = await run([map(2), { state: 'again', attempt: 3 }, map(4), DONE]);
  expect(ended).toMatchObject({ end: 'SUCCEEDED', output: DONE });
  expect(driven.map(({ dataset, baseline, attempt }) => [dataset, baseline, attempt])).toEqual(
    [1, 2, 3, 4].map((attempt) => ['mails', 'before', attempt]),
  );
  expect(done).toEqual(
    ['b/list/1', 'b/list/2', 'b/list/1', 'b/list/2'].map((task) => ({ dataset: 'mails', prefix: 'runs/r/', task })),
  );
  expect(messages).toEqual([]);
});

test('a run that a gate held ends as held, and people are told of data set and execution', async () => {
  const { ended, messages } = await run([{ ...DONE, promoted: false, held: ['drift'] }]);
  expect(ended).toMatchObject({ end: 'FAILED', error: 'RunHeld' });
  expect(messages).toEqual(['A run of data set mails was held by a gate and must not be promoted: an-execution']);
});

test('what an error says is told to nobody: it may quote data', async () => {
  const { ended, messages, driven } = await run(Array(9).fill(new StateError('RunError', 'the text "secret"')));
  expect(ended).toMatchObject({ end: 'FAILED', error: 'RunFailed' });
  expect(messages).toEqual(['A run of data set mails failed: an-execution']);
  // Once, and twice again: the fault may pass.
  expect(driven).toHaveLength(3);
});

test('throttled calls are tried again, more often than faults of the code', async () => {
  let throttled = 5;
  const task = (): void => {
    if (throttled-- > 0) throw new StateError('Lambda.TooManyRequestsException');
  };
  const { ended } = await run([map(2), DONE], { task });
  expect(ended.end).toBe('SUCCEEDED');
});

test('one task that fails for good fails the run: no failure is tolerated', async () => {
  const task = (): void => {
    throw new StateError('RunError');
  };
  const { ended, messages } = await run([map(2), DONE], { task });
  expect(ended).toMatchObject({ end: 'FAILED', error: 'RunFailed' });
  expect(messages).toHaveLength(1);
});

test('a second run beside one that is under way is not begun: tables belong to one run', async () => {
  const { ended, driven } = await run([DONE], { running: 2 });
  expect(ended).toMatchObject({ end: 'FAILED', error: 'RunBusy' });
  expect(driven).toEqual([]);
});

test('an answer that nobody knows, and an input without a data set, fail', async () => {
  expect((await run([{ state: 'else' }])).ended.error).toBe('RunFailed');
  const { ended } = await run([new StateError('RunError'), new StateError('RunError'), new StateError('RunError')], {
    input: {},
  });
  expect(ended.error).toBe('RunFailed');
});

test('every state is reached from the first, and every next state is there', () => {
  const names = new Set(Object.keys(definition.States));
  const next = JSON.stringify(definition.States).matchAll(/"(?:Next|Default)":"(\w+)"/g);
  const reached = new Set([definition.StartAt, ...[...next].map(([, name = '']) => name)]);
  expect([...reached].sort()).toEqual([...names].sort());
});

test('the map is a Distributed Map of standard children over a JSON list in S3, whose results are kept in the work bucket', () => {
  expect(definition.States['Tasks']).toMatchObject({
    MaxConcurrency: 7,
    ToleratedFailurePercentage: 0,
    ItemReader: { Resource: 'arn:aws:states:::s3:getObject', ReaderConfig: { InputType: 'JSON' } },
    ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' } },
    ResultWriter: { Parameters: { Bucket: 'work', Prefix: 'maps' } },
    ResultPath: null,
  });
});

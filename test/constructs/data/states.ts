import type { RunDefinition, State } from '../../../constructs/data/run-definition';

type Json = Record<string, unknown>;

/** The world of a machine: what its tasks call, by the end of their resource's ARN, and where lists of items are. */
export interface Services {
  readonly call: (resource: string, parameters: Json) => Promise<unknown>;
  readonly items: (bucket: string, key: string) => Promise<readonly unknown[]>;
}

/** How an execution ended, and the states that it went through. */
export interface Ended {
  readonly end: 'SUCCEEDED' | 'FAILED';
  readonly error?: string;
  readonly output: unknown;
  readonly path: readonly string[];
}

/** A failure as a state machine sees it: by its name. */
export class StateError extends Error {
  public constructor(
    public override readonly name: string,
    message = '',
  ) {
    super(message);
  }
}

/** Plays a definition in the Amazon States Language, as far as ours use it: JSONPath, and no waiting between tries. */
export async function play(
  { StartAt, States }: Pick<RunDefinition, 'StartAt' | 'States'>,
  given: unknown,
  services: Services,
): Promise<Ended> {
  const path: string[] = [];
  let [at, data] = [StartAt, given];
  for (;;) {
    const state = States[at];
    if (!state) throw new Error(`no state ${at}`);
    if (path.length > 500) throw new Error('the machine does not come to an end');
    path.push(at);
    if (state['Type'] === 'Fail') return { end: 'FAILED', error: state['Error'] as string, output: data, path };
    if (state['Type'] === 'Succeed')
      return { end: 'SUCCEEDED', output: read(data, (state['OutputPath'] as string) ?? '$'), path };
    if (state['Type'] === 'Choice') {
      const choices = state['Choices'] as Json[];
      at = (choices.find((choice) => holds(choice, data))?.['Next'] ?? state['Default']) as string;
      continue;
    }
    try {
      const result = await tried(state, data, services);
      data = put(data, state['ResultPath'] as string | null | undefined, result);
      if (state['End'] === true) return { end: 'SUCCEEDED', output: data, path };
      at = state['Next'] as string;
    } catch (error) {
      const caught = ((state['Catch'] ?? []) as Json[]).find((one) => named(one, error));
      if (!caught) return { end: 'FAILED', error: (error as Error).name, output: data, path };
      data = put(data, caught['ResultPath'] as string, { Error: (error as Error).name });
      at = caught['Next'] as string;
    }
  }
}

async function tried(state: State, data: unknown, services: Services): Promise<unknown> {
  const retries = (state['Retry'] ?? []) as Json[];
  const used = retries.map(() => 0);
  for (;;) {
    try {
      return await done(state, data, services);
    } catch (error) {
      const rule = retries.findIndex((one) => named(one, error));
      if (rule < 0 || used[rule]! >= (retries[rule]!['MaxAttempts'] as number)) throw error;
      used[rule]! += 1;
    }
  }
}

async function done(state: State, data: unknown, services: Services): Promise<unknown> {
  const input = read(data, (state['InputPath'] as string | undefined) ?? '$');
  if (state['Type'] === 'Pass')
    return state['Parameters'] === undefined ? input : filled(state['Parameters'] as Json, input);
  if (state['Type'] === 'Map') return mapped(state, input, services);
  const called = filled((state['Parameters'] ?? {}) as Json, input);
  const resource = (state['Resource'] as string).replace('arn:aws:states:::', '');
  const result = await services.call(resource, called);
  return state['ResultSelector'] === undefined ? result : filled(state['ResultSelector'] as Json, result);
}

async function mapped(state: State, input: unknown, services: Services): Promise<unknown> {
  const { Bucket, Key } = filled((state['ItemReader'] as Json)['Parameters'] as Json, input);
  const processor = state['ItemProcessor'] as Pick<RunDefinition, 'StartAt' | 'States'>;
  for (const item of await services.items(Bucket as string, Key as string)) {
    const child = await play(processor, filled(state['ItemSelector'] as Json, input, item), services);
    if (child.end === 'FAILED') throw new StateError('States.ExceedToleratedFailureThreshold');
  }
  return { MapRunArn: 'a-map-run', ResultWriterDetails: {} };
}

function named(rule: Json, error: unknown): boolean {
  const names = rule['ErrorEquals'] as string[];
  const { name } = error as Error;
  return (
    names.includes('States.ALL') ||
    names.includes(name) ||
    (names.includes('States.TaskFailed') && name !== 'States.Timeout')
  );
}

function holds(choice: Json, data: unknown): boolean {
  if (choice['And']) return (choice['And'] as Json[]).every((one) => holds(one, data));
  const value = read(data, choice['Variable'] as string);
  if ('StringEquals' in choice) return value === choice['StringEquals'];
  if ('BooleanEquals' in choice) return value === choice['BooleanEquals'];
  if ('NumericGreaterThan' in choice) return (value as number) > (choice['NumericGreaterThan'] as number);
  throw new Error(`a comparison that is not known: ${JSON.stringify(choice)}`);
}

function read(data: unknown, path: string): unknown {
  if (path === '$') return data;
  if (!path.startsWith('$.')) throw new Error(`a path that is not known: ${path}`);
  let value = data;
  for (const part of path.slice(2).split('.')) {
    if (typeof value !== 'object' || value === null || !(part in value))
      throw new StateError('States.ParameterPathFailure', path);
    value = (value as Json)[part];
  }
  return value;
}

function put(data: unknown, path: string | null | undefined, result: unknown): unknown {
  if (path === null) return data;
  if (path === undefined || path === '$') return result;
  return { ...(data as Json), [path.slice(2)]: result };
}

function filled(template: Json, data: unknown, item?: unknown): Json {
  return Object.fromEntries(
    Object.entries(template).map(([key, value]) => {
      if (!key.endsWith('.$')) return [key, value];
      return [key.slice(0, -2), evaluated(value as string, data, item)];
    }),
  );
}

function evaluated(expression: string, data: unknown, item: unknown): unknown {
  if (expression === '$$.Map.Item.Value') return item;
  if (expression === '$$.Execution.Id') return 'an-execution';
  const [, name, list] = /^States\.(\w+)\((.*)\)$/.exec(expression) ?? [];
  if (name === undefined) return read(data, expression);
  const values = (list?.match(/'[^']*'|[^,\s][^,]*/g) ?? []).map((part) => {
    if (part.startsWith("'")) return part.slice(1, -1);
    return /^\d+$/.test(part) ? Number(part) : evaluated(part, data, item);
  });
  if (name === 'ArrayLength') return (values[0] as unknown[]).length;
  if (name === 'MathRandom') return values[0];
  if (name === 'Format') {
    const rest = values.slice(1);
    return (values[0] as string).replace(/\{\}/g, () => String(rest.shift()));
  }
  throw new Error(`a function that is not known: ${name}`);
}

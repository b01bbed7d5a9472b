import { Gate, type GateOptions } from '../../../audit/live/gate';
import { NotReadable } from '../../../audit/live/failure';

const gate = (options: Partial<GateOptions> = {}) =>
  new Gate({ allowed: new Set(['kms:DescribeKey']), firstPause: 1, ...options });
const call = 'kms:DescribeKey';
const throttling = () => Object.assign(new Error('slow down'), { name: 'ThrottlingException' });
const refused = () => Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
const kindOf = async (work: Promise<unknown>) =>
  work.catch((error: unknown) => (error instanceof NotReadable ? error.failure.kind : error));

test('a command that no reader declared is refused before it leaves', async () => {
  let left = false;
  const sending = gate().pass('kms', 'kms:DisableKey', () => {
    left = true;
    return Promise.resolve();
  });
  await expect(sending).rejects.toMatchObject({ code: 'UNDECLARED_CALL' });
  expect(left).toBe(false);
});

test('no more calls than the cap are under way, and all are made', async () => {
  const one = gate({ concurrency: 3 });
  let running = 0;
  let most = 0;
  const work = async () => {
    most = Math.max(most, ++running);
    await new Promise((resolve) => setImmediate(resolve));
    return running--;
  };
  const results = await Promise.all(Array.from({ length: 20 }, () => one.pass('kms', call, work)));
  expect(results).toHaveLength(20);
  expect(most).toBe(3);
});

test('a throttled call is tried again until it goes through', async () => {
  let tried = 0;
  const result = gate({ tries: 5 }).pass('kms', call, () =>
    ++tried < 4 ? Promise.reject(throttling()) : Promise.resolve('read'),
  );
  await expect(result).resolves.toBe('read');
  expect(tried).toBe(4);
});

test('a call that stays throttled ends as that; one that is denied is not tried again', async () => {
  let tried = 0;
  const denied = Object.assign(new Error('no'), { name: 'AccessDeniedException' });
  await expect(gate({ tries: 2 }).pass('kms', call, () => Promise.reject(throttling()))).rejects.toMatchObject({
    name: 'ThrottlingException',
  });
  await expect(gate().pass('kms', call, () => (tried++, Promise.reject(denied)))).rejects.toBe(denied);
  expect(tried).toBe(1);
});

test('a call that hangs is ended, and a place is free again', async () => {
  const one = gate({ concurrency: 1, callSeconds: 0.02 });
  expect(await kindOf(one.pass('kms', call, () => new Promise(() => undefined)))).toBe('timed out');
  await expect(one.pass('kms', call, () => Promise.resolve('next'))).resolves.toBe('next');
});

test('a service that gives no answer three times in a row is not asked again; another one is', async () => {
  const one = gate();
  let asked = 0;
  const ask = (where: string) => one.pass(where, call, () => (asked++, Promise.reject(refused())));
  for (let index = 0; index < 3; index++) await expect(ask('kms in a')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  expect(await kindOf(ask('kms in a'))).toBe('unreachable');
  expect(asked).toBe(3);
  await expect(ask('kms in b')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});

test('an answer in between, be it a refusal, shows that the service is there', async () => {
  const one = gate({ tries: 0 });
  const ask = (error: Error) => one.pass('kms', call, () => Promise.reject(error)).catch(() => undefined);
  for (const error of [refused(), refused(), throttling(), refused(), refused()]) await ask(error);
  await expect(one.pass('kms', call, () => Promise.resolve('there'))).resolves.toBe('there');
});

test('when time is up nothing more is asked', async () => {
  expect(await kindOf(gate({ totalSeconds: 0 }).pass('kms', call, () => Promise.resolve('late')))).toBe('out of time');
});

import { OutOfTime } from '../../../audit/proofs/allowance';
import { oneByOne } from '../../../audit/proofs/one-by-one';

const proved = (subject: string) => [{ kind: 'proved', subject, detail: '' } as const];

test('what was shown before the time ended stays shown, and the rest is not evaluated', () => {
  const proofs = oneByOne('letters', ['a', 'b', 'c'], (one) => {
    if (one === 'b') throw new OutOfTime('no more time');
    return proved(one);
  });
  expect(proofs).toEqual([
    ...proved('a'),
    { kind: 'not evaluated', subject: '2 of 3 letters', detail: 'no more time' },
  ]);
});

test('another error goes on up', () => {
  expect(() => oneByOne('letters', ['a'], () => [].at(0) ?? raise())).toThrow('broken');
});

function raise(): never {
  throw new Error('broken');
}

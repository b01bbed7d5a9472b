import {
  leastCompany,
  ORDER_RULES,
  orderAnomaly,
  orderNorm,
  orderZ,
  type OrderedDocument,
} from '../../../../stages/data/anomaly/order/order-anomalies';
import { learnOrder, orderEvidence } from '../../../../stages/data/anomaly/order/order-evidence';
import { OrderSketch } from '../../../../stages/data/anomaly/order/order-sketch';
import { WordHashes } from '../../../../stages/data/anomaly/order/word-hashes';
import { Seeded } from '../../../../stages/data/seeded';
import { speech } from './speech';

const DOCUMENTS = 1_400;
const WORDS = 250;
const random = new Seeded(11);
const texts = Array.from({ length: DOCUMENTS }, (_, at) => speech(at, WORDS));
const words = texts.map((text) => text.split(' '));
const followers = new Map<string, string[]>();
for (const list of words) {
  list.slice(1).forEach((word, at) => {
    const known = followers.get(list[at]!);
    if (known === undefined) followers.set(list[at]!, [word]);
    else known.push(word);
  });
}
const any = () => words[random.below(DOCUMENTS)]![random.below(WORDS)]!;

function chain(): string {
  let word = any();
  return Array.from({ length: 350 }, () => {
    const next = followers.get(word) ?? [any()];
    return (word = next[random.below(next.length)]!);
  }).join(' ');
}

const planted = {
  shuffled: Array.from({ length: 5 }, (_, at) => random.shuffle([...words[at * 9]!]).join(' ')),
  chain: Array.from({ length: 5 }, chain),
  keywords: Array.from({ length: 5 }, () => {
    const some = Array.from({ length: 90 }, any)
      .filter((word) => word.length > 6)
      .slice(0, 12);
    return Array.from({ length: 150 }, () => some[random.below(some.length)]!).join(' ');
  }),
  short: ['of the and we in peace war to'],
};

/** Texts compared as a run compares them. */
function compared(): Record<string, OrderedDocument[]> {
  const groups = { untouched: texts, ...planted };
  const hashes = new WordHashes();
  const sketch = new OrderSketch();
  let owner = 0;
  for (const group of Object.values(groups)) for (const text of group) learnOrder(sketch, hashes.of(text), ++owner);
  owner = 0;
  return Object.fromEntries(
    Object.entries(groups).map(([id, group]) => [
      id,
      group.map((text) => ({ id, source: 's', ...orderEvidence(sketch, hashes.of(text), ++owner) })),
    ]),
  );
}

const all = compared();
const norm = orderNorm(Object.values(all).flat());
const rulesOf = (group: string) => all[group]!.map((one) => orderAnomaly(one, norm)?.reason.rule);

test('a text whose words were shuffled is an anomaly, with the value that was measured', () => {
  for (const one of all['shuffled']!) {
    const found = orderAnomaly(one, norm)!;
    expect(found.reason).toEqual({
      rule: 'anomaly/word-order@1',
      value: orderZ(one),
      limit: ORDER_RULES.order.atLeast,
      detail: `${one.pairs} pairs`,
    });
    expect(found.reason.value).toBeLessThan(1.645);
    expect(found.distance).toBeLessThan(-1.645);
  }
});

test('a chain from word to word has an order, and is an anomaly by the words before the last', () => {
  const found = rulesOf('chain').filter((rule) => rule === 'anomaly/word-chain@1');
  expect(found.length).toBeGreaterThanOrEqual(3);
  expect(all['chain']!.every((one) => orderZ(one) > 5)).toBe(true);
});

test('keywords again and again are in company that they have nowhere else', () => {
  expect(rulesOf('keywords')).toEqual(Array(5).fill('anomaly/word-company@1'));
  for (const { familiar, familiar_known } of all['keywords']!) {
    expect(familiar_known / familiar).toBeLessThan(leastCompany(norm));
  }
});

test('ordinary speech is left alone, and a text too short to tell is not evaluated', () => {
  expect(rulesOf('untouched').filter((rule) => rule !== undefined).length).toBeLessThanOrEqual(DOCUMENTS / 100);
  expect(rulesOf('short')).toEqual([undefined]);
});

test('two proportions, worked by hand', () => {
  const none = { pairs: 0, pairs_known: 0, strangers: 0, strangers_known: 0 };
  const rest = { chains: 0, chains_known: 0, crossings: 0, crossings_known: 0, familiar: 0, familiar_known: 0 };
  expect(orderZ({ ...none, ...rest })).toBe(0);
  // 30 of 48 over 20 of 50: pooled (50 + 1) / (98 + 2) = .51.
  const z = orderZ({ ...rest, pairs: 48, pairs_known: 30, strangers: 50, strangers_known: 20 });
  expect(z).toBeCloseTo((0.625 - 0.4) / Math.sqrt(0.51 * 0.49 * (1 / 48 + 1 / 50)), 12);
});

test('where nothing was learnt nothing is evaluated', () => {
  const empty = orderNorm([]);
  for (const one of Object.values(all).flat()) expect(orderAnomaly(one, empty)).toBeUndefined();
});

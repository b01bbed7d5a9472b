import { tmpdir } from 'node:os';
import { componentsInSql } from '../../../../stages/data/dedupe/cluster/components';
import { UnionFind } from '../../../../stages/data/dedupe/cluster/union-find';
import { DuckDb } from '../../../../stages/data/engine/duckdb';
import { generator } from './planted-corpus';

jest.setTimeout(60_000);

type Edge = readonly [bigint, bigint];

let engine: DuckDb;
beforeAll(() => {
  engine = new DuckDb(tmpdir(), { threads: 1 });
});
afterAll(() => engine.close());

function inMemory(edges: readonly Edge[]): { node: bigint; label: bigint }[] {
  const forest = new UnionFind();
  for (const [a, b] of edges) forest.join(a, b);
  return forest.labels();
}

async function inSql(edges: readonly Edge[]): Promise<{ rounds: number; labels: unknown }> {
  const values = edges.flatMap(([a, b]) => [`(${a}, ${b})`, `(${b}, ${a})`]).join(', ');
  await engine.create(
    'dedupe_links',
    `SELECT CAST(v.node AS BIGINT) AS node, CAST(v.other AS BIGINT) AS other FROM (VALUES ${values}) v(node, other)`,
  );
  const rounds = await componentsInSql(engine);
  return { rounds, labels: await engine.rows('SELECT node, label FROM dedupe_labels ORDER BY node') };
}

function shuffled(count: number, seed: number): bigint[] {
  const random = generator(seed);
  const numbers = Array.from({ length: count }, (_, at) => BigInt(at) + (1n << 50n));
  for (let at = count - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    [numbers[at], numbers[other]] = [numbers[other]!, numbers[at]!];
  }
  return numbers;
}

test.each([1, 2, 3])('components in SQL are those of union-find on a random graph (seed %i)', async (seed) => {
  const random = generator(seed);
  const pick = (): bigint => BigInt(Math.floor(random() * 600));
  const edges = Array.from({ length: 350 }, (): Edge => [pick(), pick()]).filter(([a, b]) => a !== b);
  const { labels } = await inSql(edges);
  expect(labels).toEqual(inMemory(edges));
});

test('a path of 3,000 nodes in random order is one component, in few rounds', async () => {
  const path = shuffled(3000, 5);
  const edges = path.slice(1).map((node, at): Edge => [path[at]!, node]);
  const { rounds, labels } = await inSql(edges);
  expect(labels).toEqual(inMemory(edges));
  expect(new Set((labels as { label: bigint }[]).map(({ label }) => label))).toEqual(new Set([1n << 50n]));
  expect(rounds).toBeLessThan(16);
});

test('a path in order, the worst for labels that go one step a round, takes few rounds', async () => {
  const edges = Array.from({ length: 2000 }, (_, at): Edge => [BigInt(at), BigInt(at + 1)]);
  const { rounds } = await inSql(edges);
  expect(rounds).toBeLessThan(16);
});

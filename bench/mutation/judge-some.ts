import { readFileSync } from 'node:fs';
import { Judges } from './judges';
import type { Mutant } from './operators';

/** A process that judges some of the mutants, a line of JSON each: `judge-some.ts ASSEMBLY MUTANTS.json FROM TO`. */
const [assembly = '', file = '', from = '0', to = '0'] = process.argv.slice(2);
const mutants = JSON.parse(readFileSync(file, 'utf8')) as Mutant[];
const judges = new Judges(assembly);
for (let index = Number(from); index < Math.min(Number(to), mutants.length); index += 1) {
  const mutant = mutants[index];
  if (mutant) process.stdout.write(`${JSON.stringify({ index, ...judges.judge(mutant) })}\n`);
}
judges.close();

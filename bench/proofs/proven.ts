import { readTemplates } from '../../audit/assembly/read-templates';
import { resolve } from '../../audit/assembly/resolve';
import { prove } from '../../audit/proofs/prove';

/** A process of its own, so that nothing is warm: reads the templates at the path it is given, proves everything, tells what it took. */
const [path = ''] = process.argv.slice(2);
const before = process.cpuUsage();
const start = performance.now();
const model = resolve(readTemplates(path));
const read = performance.now();
const proven = prove(model);
const seconds = (performance.now() - start) / 1000;
const spent = process.cpuUsage(before);
const count = (kind: string): number =>
  proven.reduce((sum, { proofs }) => sum + proofs.filter((proof) => proof.kind === kind).length, 0);
console.log(
  JSON.stringify({
    seconds,
    processorSeconds: (spent.user + spent.system) / 1e6,
    readSeconds: (read - start) / 1000,
    resources: model.resources.length,
    invariants: proven.length,
    proved: count('proved'),
    refuted: count('refuted'),
    notEvaluated: count('not evaluated'),
  }),
);

import vm, { type CompileFunctionOptions } from 'node:vm';
import { TestEnvironment } from 'jest-environment-node';

/** What V8 made of a file, and the text that it made it of. */
interface Compiled {
  readonly text: string;
  readonly bytecode: Buffer;
}

const compiled = new Map<string, Compiled>();
const compile = vm.compileFunction;

/** Compiles a file as jest asks for it, out of the bytecode of an earlier suite where the text is the same. V8 refuses what does not fit it. */
function compileOnce(text: string, parameters?: readonly string[], options: CompileFunctionOptions = {}) {
  const { filename } = options;
  if (filename === undefined) return compile(text, parameters, options);
  const known = compiled.get(filename);
  if (known?.text === text) {
    const made = compile(text, parameters, { ...options, cachedData: known.bytecode });
    if (made.cachedDataRejected !== true) return made;
  }
  const made = compile(text, parameters, { ...options, produceCachedData: true });
  if (made.cachedData) compiled.set(filename, { text, bytecode: made.cachedData });
  return made;
}

// Each suite has a world of its own, which is what jest is for, and loads all of CDK into it: only the parsing of it is the same each time, and
// was a third of a suite's start. Jest takes the function from this module object whenever it compiles.
vm.compileFunction = compileOnce as typeof vm.compileFunction;

export default TestEnvironment;

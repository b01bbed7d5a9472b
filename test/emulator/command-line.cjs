/**
 * The CDK command line, kept: loading it and warming it up is most of what a run costs. Takes one run after another at a socket, and ends with
 * its parent. `cli` of the same package only adds, to the `exec` that is called here, an exit code and the printing of an error.
 */
const { createServer } = require('node:net');
const { createInterface } = require('node:readline');

const [cdk, socket] = process.argv.slice(2);
let output = '';
for (const stream of [process.stdout, process.stderr])
  stream.write = (part, encoding, done) => {
    output += part.toString();
    (typeof encoding === 'function' ? encoding : done)?.();
    return true;
  };

/** Nothing of the run before stays. */
function become(folder, environment) {
  for (const name of Object.keys(process.env)) Reflect.deleteProperty(process.env, name);
  Object.assign(process.env, environment);
  process.chdir(folder);
  process.exitCode = undefined;
  output = '';
}

async function run({ given, folder, environment }) {
  become(folder, environment);
  try {
    const code = await require(cdk).exec(given);
    return { code: code ?? process.exitCode ?? 0, output };
  } catch (error) {
    const told = [];
    for (let one = error; one instanceof Error; one = one.cause) told.push(one.message);
    return { code: 1, output: `${output}${told.join('\n')}\n` };
  }
}

let last = Promise.resolve();
createServer((connection) => {
  // Who asked may be gone before the answer.
  connection.on('error', () => undefined);
  createInterface({ input: connection }).once('line', (line) => {
    last = last.then(() => run(JSON.parse(line))).then((said) => connection.end(`${JSON.stringify(said)}\n`));
  });
}).listen(socket, () => process.send('listening'));
process.on('disconnect', () => process.exit(0));

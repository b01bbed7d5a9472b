import { join } from 'node:path';
import { synthesizeInto } from './assembly';

/** `synthesize-examples.ts FOLDER NAME...`: the assembly of each example config, under its name. Several in one process: the CDK loads once. */
const [folder = '.', ...names] = process.argv.slice(2);
for (const name of names) synthesizeInto(join('config', `${name}.yaml`), join(folder, name));

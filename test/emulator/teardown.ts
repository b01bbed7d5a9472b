import { ENDS } from './setup';
import { prepared } from './prepared';
import { leftTable } from './types-left';

/** After all deploy tests: says how far each type was exercised, and ends what `setup.ts` started. */
export default async function teardown(): Promise<void> {
  const types = prepared()?.types;
  if (types !== undefined) process.stdout.write(leftTable(types));
  await Promise.all(ENDS.map((end) => end()));
}

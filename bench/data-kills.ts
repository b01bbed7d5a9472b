import { aimed } from './data-kills/aimed';
import { atRandom } from './data-kills/at-random';

/**
 * `rampart data run` killed by SIGKILL again and again, and run again until it ends: at moments drawn at random, as kills come; then aimed into the
 * midst of each kind of write, of the database's queries, of the signing and of a labeller's journal, which kills at random hardly ever meet.
 */
export async function run(): Promise<object> {
  return { aimed: await aimed(), atRandom: await atRandom() };
}

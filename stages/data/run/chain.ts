import { canonicalJson } from '../../../contract/canonical';
import type { DataManifest, FollowedRun } from '../../../contract/data-manifest';
import { RampartError } from '../../../contract/errors';
import { verifySignature } from '../../signing/verify';
import { PrefixStore } from '../engine/prefix-store';
import type { Store } from '../engine/store';
import type { Series } from '../watch/over-time/series';
import { hashOf, sha256 } from './hash';
import { readManifest } from './manifest';
import { RunError } from './run-error';
import { readJson } from '../engine/read-json';

/** Where a run keeps which one it follows, in its part of the store. */
const FOLLOWS_KEY = 'follows.json';
/** Where a run's own points lie, in its part of the store. */
export const SERIES_KEY = 'records/series.json';
/** No trend looks further back. */
const MOST_LINKS = 100;

/** Runs of a data set that ended one after the other. */
export interface Chain {
  /** The earliest first, each with its own points. */
  readonly runs: readonly { readonly run: string; readonly series: readonly Series[] }[];
  /** The run at which it ends though that one follows another, or is followed itself; and why. */
  readonly broken?: { readonly run: string; readonly reason: string };
}

/** What a run follows, and whether that was settled before: the run ended already, or was cut off at its end. */
export interface Following {
  readonly link?: FollowedRun;
  readonly again: boolean;
}

/**
 * The run of the data set that ended before this one. It is settled when a run ends for the first time, and kept: a run that is made again
 * follows the same one.
 *
 * @param anew whether the run begins a series of its own
 */
export async function followed(
  whole: Store,
  store: Store,
  { run, name, anew }: { readonly run: string; readonly name: string; readonly anew: boolean },
): Promise<Following> {
  if (await store.exists(FOLLOWS_KEY))
    return { ...(await readJson<{ readonly link?: FollowedRun }>(store, FOLLOWS_KEY)), again: true };
  const last = anew ? undefined : await lastOf(whole, name);
  const kept = last === undefined || last.run === run ? {} : { link: last };
  await store.write(FOLLOWS_KEY, Buffer.from(canonicalJson(kept)));
  return { ...kept, again: false };
}

/** Makes a run the last one of its data set. One that is made again, with others behind it, stays where it is. */
export async function ended(whole: Store, manifest: DataManifest, { link, again }: Following): Promise<void> {
  const { name, run } = manifest;
  const last = await lastOf(whole, name);
  if (again && last !== undefined && last.run !== run && last.run !== link?.run) return;
  const itself: FollowedRun = { run, manifestSha256: hashOf(manifest) };
  await whole.write(lastKey(name), Buffer.from(canonicalJson(itself)));
}

/**
 * Goes back from run to run, as far as each manifest is the one that the run behind it followed, is signed, and names the points by their
 * hash.
 *
 * @param trusted public key that counts
 */
export async function chainBefore(whole: Store, from: FollowedRun | undefined, trusted: string): Promise<Chain> {
  const runs: Chain['runs'][number][] = [];
  let link = from;
  while (link !== undefined && runs.length < MOST_LINKS) {
    const { run } = link;
    try {
      const { manifest, series } = await linkOf(whole, link, trusted);
      runs.unshift({ run, series });
      link = manifest.follows;
    } catch (error) {
      if (!(error instanceof RampartError)) throw error;
      return { runs, broken: { run, reason: error.message } };
    }
  }
  return { runs };
}

/** @throws RunError, SigningError */
async function linkOf(whole: Store, { run, manifestSha256 }: FollowedRun, trusted: string) {
  if (!/^[0-9a-f]{16}$/.test(run)) throw new RunError('LINK_BROKEN', 'its name is none of a run');
  const store = new PrefixStore(whole, `runs/${run}/`);
  const { manifest, signature } = await readManifest(store);
  if (hashOf(manifest) !== manifestSha256)
    throw new RunError('LINK_BROKEN', 'its manifest is another one than was followed: changed, or made again since');
  verifySignature(Buffer.from(canonicalJson(manifest)), signature, [trusted]);
  const named = manifest.records.find(({ key }) => key === SERIES_KEY);
  if (named === undefined) throw new RunError('LINK_BROKEN', 'it left no points: an older version made it');
  const bytes = (await store.exists(SERIES_KEY)) ? await store.read(SERIES_KEY) : undefined;
  if (bytes === undefined || sha256(bytes) !== named.sha256)
    throw new RunError('LINK_BROKEN', `${SERIES_KEY} is ${bytes === undefined ? 'missing' : 'changed'}`);
  return { manifest, series: JSON.parse(Buffer.from(bytes).toString('utf8')) as Series[] };
}

async function lastOf(whole: Store, name: string): Promise<FollowedRun | undefined> {
  return (await whole.exists(lastKey(name))) ? readJson<FollowedRun>(whole, lastKey(name)) : undefined;
}

/** Where it stands which run of a data set ended last, beside the runs. */
function lastKey(name: string): string {
  return `last/${name}.json`;
}

import { RANKS, rankOf } from '../rank';
import { TriggerCounts } from '../poison/trigger-counts';
import { TriggerTexts } from '../poison/trigger-texts';
import { triggerSuspects, type TriggerSuspect } from '../poison/trigger-suspects';
import type { Store } from '../engine/store';
import { documentsOf } from './documents';
import type { RunSettings } from './settings';

/** Documents that are looked at, and words of each. A trigger in fewer than about one of fifty documents of its source may be lost: see the bench. */
const MOST = 6000;
const WORDS = 400;
const SHOWN = 50;

/** Phrases that one source or one label has and the others hardly have, and that stand as if put in: for a person to look at. */
export async function findTriggers(
  store: Store,
  curated: readonly string[],
  kept: number,
  { seed, label }: RunSettings,
): Promise<readonly TriggerSuspect[]> {
  const counts = new TriggerCounts({ mostWords: WORDS });
  const texts = new TriggerTexts(WORDS);
  const share = kept === 0 ? 1 : MOST / kept;
  for (const key of curated) {
    for await (const { id, source, text, fields } of documentsOf(store, key)) {
      if (rankOf(seed, id) / RANKS >= share) continue;
      const given = label === undefined ? undefined : fields[label.field];
      const document = { source, text, ...(given !== undefined && { label: given }) };
      counts.add(document);
      texts.add(document);
    }
  }
  return triggerSuspects(counts, texts).slice(0, SHOWN);
}

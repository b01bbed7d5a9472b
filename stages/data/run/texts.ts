import { locate } from '../dedupe/place';
import type { TextSource } from '../dedupe/near/recheck';
import type { Store } from '../engine/store';
import { documentsOf } from './documents';

/** Documents of a run, by shard. */
export interface RunDocuments {
  readonly store: Store;
  /** Keys of the parts' documents, by shard. */
  readonly parts: readonly string[];
}

/** Texts of several runs by document number, the earliest run first. Each part that is wanted is read once. */
export function textsOf(runs: readonly RunDocuments[]): TextSource {
  return {
    async *read(wanted) {
      for (let at = 0; at < wanted.length;) {
        const first = locate(wanted[at] as bigint);
        const rows = new Map<number, bigint>();
        for (; at < wanted.length; at++) {
          const here = locate(wanted[at] as bigint);
          if (here.run !== first.run || here.shard !== first.shard) break;
          rows.set(here.row, wanted[at] as bigint);
        }
        const run = runs[first.run];
        const part = run?.parts[first.shard];
        if (run === undefined || part === undefined) continue;
        let row = 0;
        for await (const document of documentsOf(run.store, part)) {
          const number = rows.get(row++);
          if (number === undefined) continue;
          yield [number, document.text] as const;
          rows.delete(row - 1);
          if (rows.size === 0) break;
        }
      }
    },
  };
}

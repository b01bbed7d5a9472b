import type { StoredObject } from '../engine/map-engine';
import type { SqlRow } from '../engine/sql-engine';
import type { Store } from '../engine/store';
import type { SampledDocument } from '../watch/domain/domain-sample';
import { Columns } from './columns';
import { runProfile, valuesOf } from './run-profile';
import { ShardWriter, stored } from './shard-writer';
import { JUDGED } from './tables';

const KEPT = { kind: 'kept', step: '', rule: '', value: 0, limit_value: 0, detail: '' };

/** All that mixing a part writes. */
export class Written {
  private readonly curated: ShardWriter;
  private readonly excluded: ShardWriter;
  private readonly samples: ShardWriter;
  private readonly kept = new Columns(JUDGED);
  private readonly profile = runProfile();

  /** @param folder of the table of what is kept */
  public constructor(
    private readonly store: Store,
    private readonly id: string,
    private readonly folder: string,
  ) {
    this.curated = new ShardWriter(store, `curated/${id}`);
    this.excluded = new ShardWriter(store, `excluded/${id}`);
    this.samples = new ShardWriter(store, `samples/${id}`);
  }

  public exclude(line: object): Promise<void> {
    return this.excluded.add(line);
  }

  /** A document, or a copy: a line of the curated data. */
  public keep(line: object, row: SqlRow): Promise<void> {
    this.profile.add(valuesOf(row));
    return this.curated.add(line);
  }

  /** A document that is kept, as later runs know it: copies are no records. */
  public async keepRecord(judged: SqlRow, sampled: SampledDocument | undefined): Promise<void> {
    this.kept.add({ ...KEPT, id: String(judged['id']), place: judged['place'] as bigint, sha: String(judged['sha']) });
    if (sampled !== undefined) await this.samples.add(sampled);
  }

  public async end(): Promise<StoredObject[]> {
    const { store, id, curated, excluded, samples, kept, profile } = this;
    return [
      ...(await curated.end()),
      ...(await excluded.end()),
      ...(await samples.end()),
      await kept.write(store, `${this.folder}${id}.parquet`),
      await stored(store, `profiles/${id}.json`, Buffer.from(JSON.stringify(profile))),
    ];
  }
}

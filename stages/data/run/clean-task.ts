import { exactHash } from '../dedupe/exact-hash';
import { keyColumns } from '../dedupe/near/banding';
import { Signer } from '../dedupe/near/signer';
import { hashedLines } from '../dedupe/line/lines';
import { LINE_COLUMNS } from '../dedupe/line/queries';
import { placeOf } from '../dedupe/place';
import type { SourceRecord } from '../document';
import type { MapResult } from '../engine/map-engine';
import { countByKind, detect } from '../personal/detect';
import { redact } from '../personal/redact';
import { Account } from './accounts';
import { ATTRIBUTES, BANDS, personalColumns } from './attributes';
import { Columns } from './columns';
import { linesAs } from './documents';
import { joined, Kernels } from './kernels';
import { labelVotes } from './label-votes';
import { ShardWriter } from './shard-writer';
import type { TaskContext } from './task-context';
import { wordsOf } from './words-of';

/** An acquired part. */
export interface CleanInput {
  readonly part: string;
  readonly sha256: string;
  /** Its place among the run's parts. */
  readonly shard: number;
}

/** Cleans, measures and redacts a part's records. It drops none: what a record measures is judged later. */
export async function clean(id: string, input: CleanInput, context: TaskContext): Promise<MapResult> {
  const { store, settings, pseudonym } = context;
  const kernels = await Kernels.of(settings, settings.typos ? await wordsOf(store, input.part) : undefined);
  const signer = new Signer();
  const documents = new ShardWriter(store, `documents/${id}`);
  const attributes = new Columns(ATTRIBUTES);
  const bands = new Columns(BANDS);
  const votes = labelVotes(settings.label);
  const lines = settings.duplicates.lines === undefined ? undefined : new Columns(LINE_COLUMNS);
  const account = new Account();
  let rows = 0;
  for await (const record of linesAs<SourceRecord>(store, input.part)) {
    const { text: cleaned, language, features, changes } = kernels.clean(record);
    const found = detect(cleaned);
    const text = redact(cleaned, found, pseudonym);
    const counts = countByKind(found);
    const place = placeOf(input.shard, rows++);
    const { id: document, source, fields } = record;
    const given = fields[settings.label?.field ?? ''] ?? '';
    const voted = given === '' ? votes?.({ text, fields, features: joined(features) }) : undefined;
    for (const name of voted?.voters ?? []) account.tally(`label function ${name}`, 1);
    for (const { hash } of lines === undefined ? [] : hashedLines(text)) lines?.add({ place, hash });
    account.count('clean', { kind: 'kept' });
    account.tally('bytes', Buffer.byteLength(text));
    account.tally('boilerplate lines', changes.lines);
    account.tally('typing errors', changes.typos);
    for (const [kind, count] of Object.entries(counts)) account.tally(`personal ${kind}`, count);
    await documents.add({ id: document, source, text, fields });
    const row = {
      id: document,
      place,
      sha: exactHash(text),
      source,
      language,
      label: voted?.label ?? given,
      facet: settings.balance?.facet === 'source' ? source : (fields[settings.balance?.facet ?? ''] ?? ''),
    };
    attributes.add(row, ...features, personalColumns(counts));
    const { keys } = signer.sign(text);
    if (keys.length > 0) bands.add({ place }, keyColumns(keys));
  }
  const outputs = [
    ...(await documents.end()),
    await attributes.write(store, `attributes/${id}.parquet`),
    await bands.write(store, `bands/${id}.parquet`),
    ...(lines === undefined ? [] : [await lines.write(store, `lines/${id}.parquet`)]),
  ];
  return { id, outputs, counts: account.counts, reasons: account.reasons, tallies: account.tallies };
}

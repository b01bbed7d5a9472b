import { languageIdentifier } from '../../stages/data/clean/language/identify';
import { withoutBoilerplate } from '../../stages/data/clean/boilerplate';
import { fromHtml, isMarkup } from '../../stages/data/clean/markup';
import { Measurer, type Measured } from '../../stages/data/clean/measure/measure';
import { repair } from '../../stages/data/clean/repair/repair';
import { exactHash } from '../../stages/data/dedupe/exact-hash';
import { keyColumns } from '../../stages/data/dedupe/near/banding';
import { Signer } from '../../stages/data/dedupe/near/signer';
import { placeOf } from '../../stages/data/dedupe/place';
import type { SourceRecord } from '../../stages/data/document';
import { FolderStore } from '../../stages/data/engine/folder-store';
import { countByKind, detect } from '../../stages/data/personal/detect';
import { redact } from '../../stages/data/personal/redact';
import { poisonFeatures, POISON_RULES } from '../../stages/data/poison/poison-features';
import { QUALITY_RULES } from '../../stages/data/rules/quality-rules';
import { ATTRIBUTES, BANDS, personalColumns } from '../../stages/data/run/attributes';
import { Columns } from '../../stages/data/run/columns';
import { linesAs } from '../../stages/data/run/documents';
import { FEATURES } from '../../stages/data/run/features';
import { ShardWriter } from '../../stages/data/run/shard-writer';
import { fixedLoop, Laps } from './laps';

/** What one chain took, in processor seconds by step. */
export interface ChainSpeed {
  /** UTF-8 of the texts that went in. */
  readonly megabytes: number;
  readonly seconds: Readonly<Record<string, number>>;
  /** Of the fixed loop, run in between: the mean. */
  readonly loopSeconds: number;
}

/** Records that a step takes in one go, so that the clock is read seldom: few, since a task has one record in memory at a time. */
const BATCH = 16;
/** Batches between two runs of the fixed loop. */
const LOOP_EVERY = 64;
const NO_POISON = Object.fromEntries(POISON_RULES.map(({ feature }) => [feature, 0]));
const MEASURED = new Set([...QUALITY_RULES, ...POISON_RULES].map(({ feature }) => feature));
/** What no step here measures. */
const UNMEASURED = Object.fromEntries(FEATURES.filter((name) => !MEASURED.has(name)).map((name) => [name, 0]));

/**
 * The cleaning of one part as a task does it, a batch of records through a step at a time.
 *
 * @param whole with poison signals, markup, boilerplate and language; without, what the bar names: filters, normalisation, personal data, MinHash, writing
 */
export async function chainSpeed(folder: string, part: string, whole: boolean): Promise<ChainSpeed> {
  const store = new FolderStore(folder);
  // Its tables are a hundred megabytes, which the collector would go through in a chain that does not use them.
  const identify = whole ? await languageIdentifier() : undefined;
  const measurer = new Measurer();
  const signer = new Signer();
  const documents = new ShardWriter(store, 'documents/0');
  const attributes = new Columns(ATTRIBUTES);
  const bands = new Columns(BANDS);
  const laps = new Laps();
  let bytes = 0;
  let rows = 0;
  let batches = 0;
  let loops = 0;
  let sink = 0;
  laps.lap('start');
  for await (const batch of batchesOf(store, part)) {
    laps.lap('read');
    if (batches++ % LOOP_EVERY === 0) {
      sink += fixedLoop();
      loops += 1;
      laps.lap('loop');
    }
    for (const { text } of batch) bytes += Buffer.byteLength(text);
    laps.lap('start');
    let texts = batch.map(({ text }) => text);
    const step = <T>(name: string, kernel: (text: string, at: number) => T): T[] => {
      const made = texts.map(kernel);
      laps.lap(name);
      return made;
    };
    const poison = whole ? step('poison', (text) => poisonFeatures(text)) : [];
    if (whole) texts = step('markup', (text) => (isMarkup(text) ? fromHtml(text).text : text));
    texts = step('normalise', (text) => repair(text).text);
    if (whole) texts = step('boilerplate', (text) => withoutBoilerplate(text).text);
    const languages = identify === undefined ? [] : step('language', (text) => identify(text).language);
    const measured = step('filters', (text) => measurer.measure(text));
    texts = measured.map(({ text }) => text);
    const found = step('personal data', (text) => detect(text));
    texts = step('personal data', (text, at) => redact(text, found[at] ?? []));
    const hashes = step('exact hash', (text) => exactHash(text));
    const keys = step('MinHash', (text) => signer.sign(text).keys);
    for (const [at, { id, source, fields }] of batch.entries()) {
      const { features } = measured[at] as Measured;
      await documents.add({ id, source, text: texts[at], fields });
      const place = placeOf(0, rows++);
      const facts = { id, place, sha: hashes[at] ?? '', source, language: languages[at] ?? '', label: '', facet: '' };
      const counts = personalColumns(countByKind(found[at] ?? []));
      attributes.add(facts, UNMEASURED, { ...(poison[at] ?? NO_POISON) }, features, counts);
      const own = keys[at] ?? [];
      if (own.length > 0) bands.add({ place }, keyColumns(own));
    }
    laps.lap('writing');
  }
  await documents.end();
  await attributes.write(store, 'attributes/0.parquet');
  await bands.write(store, 'bands/0.parquet');
  laps.lap('writing');
  if (sink === 0) throw new Error('the fixed loop came to nothing');
  const { start: _, loop = 0, ...seconds } = laps.seconds;
  return { megabytes: bytes / 1e6, seconds, loopSeconds: loop / loops };
}

async function* batchesOf(store: FolderStore, part: string): AsyncGenerator<SourceRecord[]> {
  let batch: SourceRecord[] = [];
  for await (const record of linesAs<SourceRecord>(store, part)) {
    batch.push(record);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  yield batch;
}

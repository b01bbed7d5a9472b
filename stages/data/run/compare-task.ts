import { chainZ, LEAST_PAIRS, orderZ } from '../anomaly/order/order-anomalies';
import { learnOrder, orderEvidence } from '../anomaly/order/order-evidence';
import { OrderSketch } from '../anomaly/order/order-sketch';
import { WordHashes } from '../anomaly/order/word-hashes';
import { CharacterModel } from '../anomaly/shape/character-model';
import { textShape } from '../anomaly/shape/text-shape';
import type { Document } from '../document';
import type { MapResult } from '../engine/map-engine';
import type { Store } from '../engine/store';
import { rankOf } from '../rank';
import { Account } from './accounts';
import { Columns } from './columns';
import { documentsOf } from './documents';
import { writeLearnt, type Learnt } from './learnt';
import { readTable } from './table';
import { COMPARED } from './tables';
import type { TaskContext } from './task-context';

/** A part, and what was decided about its documents. */
interface PartInput {
  readonly documents: string;
  /** Key of the part's table of verdicts. */
  readonly judged: string;
}

/** A part that is learnt from. */
export interface LearnInput extends PartInput {
  /** Documents that are learnt from; which, is by a random order of their ids. */
  readonly most: number;
}

/** A part whose documents are compared with what was learnt. */
export interface CompareInput extends PartInput {
  readonly learnt: Learnt;
  /** Folder of the tables of all parts, with a `/` at its end. */
  readonly folder: string;
}

/** Learns from a sample of a part's kept documents how words and characters follow one another. */
export async function learn(id: string, input: LearnInput, { store, settings }: TaskContext): Promise<MapResult> {
  const ids = await keptIds(store, input.judged);
  const ranks = ids.map((one) => rankOf(settings.seed, one)).sort((a, b) => a - b);
  const last = ranks[Math.min(input.most, ranks.length) - 1] ?? -1;
  const words = new OrderSketch();
  const characters = new CharacterModel();
  const hashes = new WordHashes();
  const account = new Account();
  for await (const document of keptDocuments(store, input, ids)) {
    account.count('learn', { kind: 'kept' });
    if (rankOf(settings.seed, document.id) > last) continue;
    learnOrder(words, hashes.of(document.text), ownerOf(document.id));
    characters.learn(document.text);
  }
  const outputs = await writeLearnt(store, id, words, characters);
  return { id, outputs, counts: account.counts, reasons: account.reasons, tallies: account.tallies };
}

/** Compares a part's kept documents with what was learnt. A text too short for its order of words to be told is counted. */
export async function compare(id: string, input: CompareInput, { store, settings }: TaskContext): Promise<MapResult> {
  const words = OrderSketch.from(await store.read(input.learnt.words));
  const surprise = CharacterModel.from(await store.read(input.learnt.characters)).surpriser();
  const hashes = new WordHashes();
  const account = new Account();
  const table = new Columns(COMPARED);
  for await (const document of keptDocuments(store, input, await keptIds(store, input.judged))) {
    account.count('compare', { kind: 'kept' });
    const order = orderEvidence(words, hashes.of(document.text), ownerOf(document.id));
    if (order.pairs < LEAST_PAIRS) account.tally('word order not evaluated', 1);
    const facts = { id: document.id, source: document.source, rank: rankOf(settings.seed, document.id) };
    const z = { order_z: orderZ(order), chain_z: chainZ(order) };
    table.add(facts, { ...textShape(document.text, surprise) }, { ...order }, z);
  }
  const outputs = [await table.write(store, `${input.folder}${id}.parquet`)];
  return { id, outputs, counts: account.counts, reasons: account.reasons, tallies: account.tallies };
}

async function keptIds(store: Store, judged: string): Promise<readonly string[]> {
  const rows = await readTable(store, judged, ['id', 'kind']);
  return rows.filter((row) => row['kind'] === 'kept').map((row) => String(row['id']));
}

async function* keptDocuments(store: Store, input: PartInput, ids: readonly string[]): AsyncGenerator<Document> {
  const kept = new Set(ids);
  for await (const document of documentsOf(store, input.documents)) if (kept.has(document.id)) yield document;
}

/** The number of a text among those that are learnt from: 31 bits, never 0. */
function ownerOf(id: string): number {
  return (rankOf(0, id) % 0x7fffffff) + 1;
}

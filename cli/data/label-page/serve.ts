import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { LabelError } from '../../../stages/data/label/errors';
import { schemaName, type LabelSchema } from '../../../stages/data/label/schema';
import { mixGold, type PageItem } from './items';
import { JournalFile } from './journal-file';
import { answerRequests } from './routes';
import { LabelSession } from './session';

/** What the page shows, and where it writes. */
export interface LabelPageOptions {
  readonly schema: LabelSchema;
  /** Whose answers these are; also the journal's name. */
  readonly labeller: string;
  /** In the order in which they are asked. */
  readonly items: readonly PageItem[];
  /** Items whose answer is known, mixed in unseen: whoever reads the journal compares. @default none */
  readonly gold?: readonly PageItem[];
  /** Folder of the journals; this labeller's is `SCHEMA@VERSION.LABELLER.jsonl`. */
  readonly journals: string;
  /** Where gold questions stand. @default 1 */
  readonly seed?: number;
  /** @default a free port */
  readonly port?: number;
  /** ISO 8601 time of an answer. @default the clock */
  readonly now?: () => string;
}

/** A page at work. */
export interface LabelPage {
  /** Opens the page once, in one browser: its token is spent then. */
  readonly url: string;
  /** Ends the page after the answers under way are on the disk. */
  readonly close: () => Promise<void>;
}

const LABELLER = /^[a-z0-9][a-z0-9_-]{0,39}$/;

/** The name of a labeller's journal in the journals' folder. */
export function journalName(schema: LabelSchema, labeller: string): string {
  return `${schemaName(schema)}.${labeller}.jsonl`;
}

/**
 * Serves the label page to this machine alone.
 *
 * @throws LabelError `LABELLER_INVALID`, `NOTHING_TO_LABEL`, `ITEM_REPEATED`, `JOURNAL_INVALID` or `JOURNAL_IN_USE`
 */
export async function serveLabelPage(options: LabelPageOptions): Promise<LabelPage> {
  const { schema, labeller, gold = [], seed = 1, port = 0, now = () => new Date().toISOString() } = options;
  if (!LABELLER.test(labeller)) {
    throw new LabelError(
      'LABELLER_INVALID',
      `a labeller must be a name of a-z, 0-9, _ and -, got ${JSON.stringify(labeller)}`,
    );
  }
  refuseRepeats(options.items);
  const items = mixGold(options.items, gold, seed);
  const name = journalName(schema, labeller);
  const journal = await JournalFile.open(join(options.journals, name), schemaName(schema), name);
  const server = createServer();
  try {
    await listen(server, port);
    const { port: chosen } = server.address() as AddressInfo;
    const token = randomBytes(24).toString('base64url');
    const session = new LabelSession(schema, items, journal, now);
    server.on('request', answerRequests({ session, schema, labeller, token, port: chosen }));
    return { url: `http://127.0.0.1:${chosen}/?token=${token}`, close: () => close(server, journal) };
  } catch (error) {
    await close(server, journal);
    throw error;
  }
}

function refuseRepeats(items: readonly PageItem[]): void {
  const seen = new Set<string>();
  for (const { id } of items) {
    if (seen.has(id)) throw new LabelError('ITEM_REPEATED', `each item must have its own id, got ${id} twice`);
    seen.add(id);
  }
  if (items.length === 0)
    throw new LabelError('NOTHING_TO_LABEL', 'there must be at least one item to label, got none');
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
}

async function close(server: Server, journal: JournalFile): Promise<void> {
  const ended = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  await journal.close();
  server.closeAllConnections();
  await ended;
}

import { basename } from 'node:path';
import { JournalFile } from '../../cli/data/label-page/journal-file';

/** Answers what a labeller has not answered yet, into a journal. Arguments: the journal's file, and which label a source's documents get. */
async function main(file: string, labels: Readonly<Record<string, string>>): Promise<void> {
  const [schema = ''] = basename(file).split('.');
  const journal = await JournalFile.open(file, schema, basename(file));
  for (const [source, value] of Object.entries(labels)) {
    for (let at = 0; at < 3; at++) {
      const item = `${source}:raw/${source}.jsonl@${at}`;
      if (journal.items.has(item)) continue;
      const time = '2026-11-26T04:30:00Z';
      await journal.append(() => ({ kind: 'answer', item, value, schema, guideline: 1, time }));
    }
  }
  await journal.close();
}

void main(process.argv[2] ?? '', JSON.parse(process.argv[3] ?? '{}') as Record<string, string>);

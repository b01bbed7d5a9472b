import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PageItem } from '../../../../cli/data/label-page/items';
import { journalName, type LabelPageOptions } from '../../../../cli/data/label-page/serve';
import type { LabelSchema } from '../../../../stages/data/label/schema';

export const SCHEMA: LabelSchema = {
  id: 'mail-spam',
  version: 2,
  question: 'Is this mail spam?',
  kind: 'nominal',
  classes: [
    {
      id: 'spam',
      name: 'Spam',
      definition: 'Unasked for, sent to many, and wants something of the reader.',
      examples: ['You have won! Send your bank details to claim the prize.'],
      value: 0,
    },
    {
      id: 'ham',
      name: 'Not spam',
      definition: 'A person or a service that the reader knows, or a list that they joined.',
      examples: ['Minutes of last Tuesday are attached.'],
      value: 1,
    },
    { id: 'unclear', name: 'Unclear', definition: 'Too short or too damaged to say.', examples: [], value: 2 },
  ],
  guideline: {
    version: 3,
    text: 'Judge the mail as its reader would.\n\nA newsletter that the reader joined is not spam, even where it sells something. Where the mail names a list and a way to leave it, take that as a sign that it was joined.',
  },
};

export function items(count: number): PageItem[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `mail:${String(index).padStart(5, '0')}`,
    text: `Mail number ${index}`,
    fields: { source: 'mail' },
  }));
}

export function options(overrides: Partial<LabelPageOptions> = {}): LabelPageOptions {
  return {
    schema: SCHEMA,
    labeller: 'ada',
    items: items(5),
    journals: mkdtempSync(join(tmpdir(), 'label-page-')),
    now: () => '2026-11-26T04:30:00Z',
    ...overrides,
  };
}

export function journalOf({ journals, labeller }: LabelPageOptions): Record<string, unknown>[] {
  return readFileSync(join(journals, journalName(SCHEMA, labeller)), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

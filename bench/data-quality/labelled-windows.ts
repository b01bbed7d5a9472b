import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mailCorpus, nameOfMail } from './mail-corpus';

/** A span that a person labelled; offsets are UTF-16 units in the window. */
export interface LabelledSpan {
  readonly start: number;
  readonly end: number;
  readonly kind: string;
  /** Not held against any detector, found or not: a message id, a private address, a signature of one letter. */
  readonly optional: boolean;
}

/** A piece of a mail, whole lines of at most 1,400 units, and all that a person labelled in it. */
export interface LabelledWindow {
  readonly half: 'dev' | 'held-out';
  readonly text: string;
  readonly spans: readonly LabelledSpan[];
}

interface Stored {
  readonly mail: string;
  readonly half: 'dev' | 'held-out';
  readonly from: number;
  readonly to: number;
  /** `START-END KIND`, joined with commas; a question mark behind the kind marks an optional label. */
  readonly spans: string;
}

const FILE = join(__dirname, '../../test/stages/data/personal/labelled-spans.json');

/** The labelled windows, joined with the texts of the installed corpus. */
export function labelledWindows(): readonly LabelledWindow[] {
  const stored = JSON.parse(readFileSync(FILE, 'utf8')) as readonly Stored[];
  const wanted = new Set(stored.map(({ mail }) => mail));
  const texts = new Map<string, string>();
  for (const mail of mailCorpus()) {
    const name = nameOfMail(mail);
    if (wanted.has(name)) texts.set(name, mail.text);
  }
  return stored.map(({ mail, half, from, to, spans }) => {
    const text = texts.get(mail);
    if (text === undefined) throw new Error(`The mail ${mail} of ${FILE} is not in the installed corpus`);
    return {
      half,
      text: text.slice(from, to),
      spans: spans === '' ? [] : spans.split(', ').map((span) => parsed(span, from)),
    };
  });
}

function parsed(span: string, from: number): LabelledSpan {
  const match = /^(?<start>\d+)-(?<end>\d+) (?<kind>[a-z-]+)(?<optional>\??)$/.exec(span)?.groups;
  if (match === undefined) throw new Error(`A label of ${FILE} reads START-END KIND, got ${JSON.stringify(span)}`);
  const { start, end, kind = '', optional } = match;
  return { start: Number(start) - from, end: Number(end) - from, kind, optional: optional === '?' };
}

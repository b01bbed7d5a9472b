/** A record as it was acquired: its text, where it comes from, and what its source says of it. Untrusted. */
export interface SourceRecord {
  /** Unique in a run: the source's name, the file's path in the source and the place in the file, e.g. `mail:0004.jsonl#17`. */
  readonly id: string;
  /** The source's name in the plan, e.g. `mail`. */
  readonly source: string;
  readonly text: string;
  /** What else the record holds, as text: a label, a group, a date. Never an object. */
  readonly fields: Readonly<Record<string, string>>;
}

/** A record after cleaning: what later steps read, and all they read. Its text is repaired and has no personal data left. */
export interface Document {
  readonly id: string;
  readonly source: string;
  readonly text: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** Half-open range of UTF-16 code units in a text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

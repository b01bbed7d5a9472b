/** How the files of a source are written. */
export const FORMATS = ['jsonl', 'parquet', 'csv', 'text', 'html'] as const;

/** One of {@link FORMATS}. */
export type Format = (typeof FORMATS)[number];

/** Where text is acquired from: what a team declares of it. */
export interface Source {
  /** Unique in a plan: lower-case letters, digits and hyphens. */
  readonly name: string;
  /** SPDX identifier or the name of an agreement. */
  readonly licence: string;
  /** Who made the text, and how it was obtained: a sentence for the manifest. */
  readonly provenance: string;
  readonly format: Format;
  /** The field, or column, that holds the text; unused for text and HTML, where the file is the record. */
  readonly textField: string;
  /** Fields that go along: labels, groups, dates. */
  readonly fields: readonly string[];
  /** As the WHATWG's Encoding Standard names it. A byte order mark outranks it. */
  readonly encoding: string;
}

/** What an acquired file or record may have at most. */
export interface Limits {
  /** Bytes of a record, or of a text or HTML file. */
  readonly recordBytes: number;
  /** Bytes of a Parquet file, which is held in memory. */
  readonly parquetBytes: number;
  /** Bytes that a compressed file may have once it is expanded. */
  readonly expandedBytes: number;
  /** How many times larger than itself a compressed file may become. */
  readonly expansion: number;
  /** Seconds that one step of decoding a Parquet file may take: its decoder can be led round in circles. */
  readonly parquetSeconds: number;
  /** Levels of nesting of a JSON record. */
  readonly depth: number;
}

/** Generous for text that people wrote, small for an attack. */
export const DEFAULT_LIMITS: Limits = {
  recordBytes: 8 * 1024 * 1024,
  parquetBytes: 512 * 1024 * 1024,
  expandedBytes: 16 * 1024 * 1024 * 1024,
  expansion: 200,
  parquetSeconds: 60,
  depth: 64,
};

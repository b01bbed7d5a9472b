import { LabelError } from '../errors';
import { LABEL_ATTRIBUTE, TEXT_CLASSIFICATION, type ManifestEntry, type ManifestFormat } from './augmented-manifest';

type Fields = Readonly<Record<string, unknown>>;

/** A line that could not be read, so that a run can set it aside and go on. */
export interface ManifestProblem {
  readonly line: number;
  readonly error: LabelError;
}

/**
 * Reads a manifest line by line; empty lines are left out. A line that cannot be read is given to `problem`, or thrown where there is none.
 *
 * @param lines without line ends
 * @param file as the user named it
 * @throws LabelError `MANIFEST_INVALID` naming file, line and property
 */
export async function* readManifest(
  lines: AsyncIterable<string> | Iterable<string>,
  format: ManifestFormat,
  file: string,
  problem?: (problem: ManifestProblem) => void,
): AsyncGenerator<ManifestEntry> {
  let line = 0;
  for await (const text of lines) {
    line++;
    if (text.trim() === '') continue;
    let entry: ManifestEntry;
    try {
      entry = readManifestLine(text, format, `${file}:${line}`);
    } catch (error) {
      if (!problem || !(error instanceof LabelError)) throw error;
      problem({ line, error });
      continue;
    }
    yield entry;
  }
}

/** @param place names the line in an error, e.g. `out.manifest:12` */
export function readManifestLine(text: string, format: ManifestFormat, place: string): ManifestEntry {
  const { labelAttribute } = format;
  if (!LABEL_ATTRIBUTE.test(labelAttribute)) {
    throw new LabelError(
      'MANIFEST_INVALID',
      `a label attribute must be letters and digits with - between, not ending in -metadata or -ref, got ${labelAttribute}`,
    );
  }
  const fields = parse(text, place);
  const {
    source,
    'source-ref': ref,
    [labelAttribute]: label,
    [`${labelAttribute}-metadata`]: metadata,
    ...other
  } = fields;
  if ((source === undefined) === (ref === undefined)) {
    throw wrong(place, 'source', source === undefined ? 'neither' : 'both', 'source or source-ref, one of them');
  }
  return {
    source:
      source === undefined
        ? { kind: 'ref', uri: string(ref, 'source-ref', place) }
        : { kind: 'text', text: string(source, 'source', place) },
    ...(label !== undefined || metadata !== undefined ? { label: readLabel(label, metadata, format, place) } : {}),
    other,
  };
}

function parse(text: string, place: string): Fields {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new LabelError('MANIFEST_INVALID', `${place} must be one JSON object, got a line that is no JSON`);
  }
  if (isObject(value)) return value;
  throw new LabelError('MANIFEST_INVALID', `${place} must be one JSON object, got ${describe(value)}`);
}

function readLabel(
  label: unknown,
  metadata: unknown,
  { labelAttribute, classes }: ManifestFormat,
  place: string,
): NonNullable<ManifestEntry['label']> {
  const under = `${labelAttribute}-metadata`;
  if (typeof label !== 'number' || !Number.isInteger(label) || classes[label] === undefined) {
    throw wrong(place, labelAttribute, label, `a whole number from 0 to ${classes.length - 1}`);
  }
  if (!isObject(metadata)) throw wrong(place, under, metadata, 'an object');
  const read = (name: string): unknown => metadata[name];
  const className = string(read('class-name'), `${under}.class-name`, place);
  if (className !== classes[label])
    throw wrong(place, `${under}.class-name`, className, `${classes[label]}, class ${label}`);
  const confidence = read('confidence');
  if (typeof confidence !== 'number' || !(confidence >= 0 && confidence <= 1)) {
    throw wrong(place, `${under}.confidence`, confidence, 'a number from 0 to 1');
  }
  const human = read('human-annotated');
  if (human !== 'yes' && human !== 'no') throw wrong(place, `${under}.human-annotated`, human, 'yes or no');
  if (read('type') !== TEXT_CLASSIFICATION) throw wrong(place, `${under}.type`, read('type'), TEXT_CLASSIFICATION);
  const creationDate = string(read('creation-date'), `${under}.creation-date`, place);
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?$/.test(creationDate)) {
    throw wrong(place, `${under}.creation-date`, creationDate, 'a time as in 2026-11-26T04:30:00');
  }
  const jobName = string(read('job-name'), `${under}.job-name`, place);
  return { value: label, className, confidence, humanAnnotated: human === 'yes', creationDate, jobName };
}

function string(value: unknown, property: string, place: string): string {
  if (typeof value === 'string') return value;
  throw wrong(place, property, value, 'a text');
}

function wrong(place: string, property: string, got: unknown, allowed: string): LabelError {
  return new LabelError('MANIFEST_INVALID', `${place} ${property} must be ${allowed}, got ${describe(got)}`);
}

/** Never the text of a record: only what kind of thing stands there, or a short word. */
function describe(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'string') return value.length <= 40 ? JSON.stringify(value) : `a text of ${value.length}`;
  if (Array.isArray(value)) return 'a list';
  return isObject(value) ? 'an object' : String(value);
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

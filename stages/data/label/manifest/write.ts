import { LabelError } from '../errors';
import { readManifestLine } from './read';
import { TEXT_CLASSIFICATION, type ManifestEntry, type ManifestFormat } from './augmented-manifest';

/**
 * One line, without its line end, as Ground Truth writes it: JSON with the source first. What is written can be read again, or it is not written.
 *
 * @throws LabelError `MANIFEST_INVALID` for an entry that the format cannot hold
 */
export function manifestLine(entry: ManifestEntry, format: ManifestFormat): string {
  const { source, label, other } = entry;
  const { labelAttribute } = format;
  const taken = ['source', 'source-ref', labelAttribute, `${labelAttribute}-metadata`];
  const clash = taken.find((name) => Object.hasOwn(other, name));
  if (clash !== undefined) {
    throw new LabelError('MANIFEST_INVALID', `another property must not be called ${clash}: the format uses it`);
  }
  const line = JSON.stringify({
    ...(source.kind === 'text' ? { source: source.text } : { 'source-ref': source.uri }),
    ...other,
    ...(label && {
      [labelAttribute]: label.value,
      [`${labelAttribute}-metadata`]: {
        'class-name': label.className,
        confidence: label.confidence,
        'creation-date': label.creationDate,
        'human-annotated': label.humanAnnotated ? 'yes' : 'no',
        'job-name': label.jobName,
        type: TEXT_CLASSIFICATION,
      },
    }),
  });
  readManifestLine(line, format, 'the entry');
  return line;
}

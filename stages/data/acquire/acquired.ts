import type { Reason } from '../decision';
import type { SourceRecord } from '../document';

/** What came out of a file: a record, or what could not be read of it, which stays in quarantine. */
export type Acquired =
  | { readonly record: SourceRecord }
  /** `id` as a record's; `#file` after the file's name where it is the file that could not be read. */
  | { readonly id: string; readonly refused: Reason; readonly empty?: boolean };

/** A refusal by a rule of this step, e.g. `record-size`. */
export function refusal(name: AcquireRule, value = 1, limit = 0, detail?: string): Reason {
  return { rule: `acquire/${name}@1`, value, limit, ...(detail !== undefined && { detail }) };
}

/** What can be wrong with what was acquired. */
export type AcquireRule =
  /** The file is not of its source's format, or ends too early. */
  | 'file-format'
  /** A link, a pipe, a device, or a file that nobody may read: it is not opened. */
  | 'not-a-file'
  | 'file-size'
  /** A compressed file that grows beyond measure. */
  | 'expansion'
  | 'record-size'
  /** Bytes that are not text in the source's encoding. */
  | 'encoding'
  /** A record that is not of the format. */
  | 'record-format'
  /** A key that stands twice in a record, of what the source takes: readers differ in which they see. */
  | 'duplicate-key'
  | 'depth'
  /** No text where the source says that the text is. */
  | 'text-field'
  | 'field-type'
  | 'empty-text'
  /** What AWS's malware scan found, or that it found nothing yet. */
  | 'malware-scan';

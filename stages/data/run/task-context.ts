import type { Store } from '../engine/store';
import type { Pseudonym } from '../personal/pseudonym';
import type { MalwareVerdict } from './land-task';
import type { RunSettings } from './settings';

/** What a task is done with. */
export interface TaskContext {
  /** Where acquired files lie: the quarantine. Read only. */
  readonly input: Store;
  /** Where the run's own objects lie. */
  readonly store: Store;
  readonly settings: RunSettings;
  /** What the malware scan says of an object in quarantine. Absent where none is made: on a laptop. */
  readonly malware?: (key: string) => Promise<MalwareVerdict>;
  /** A keyed pseudonym of a value, where the settings ask for pseudonyms. */
  readonly pseudonym?: Pseudonym;
}

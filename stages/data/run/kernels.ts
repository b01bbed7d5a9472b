import { Measurer } from '../clean/measure/measure';
import { repair, type RepairCounts } from '../clean/repair/repair';
import type { SourceRecord } from '../document';
import type { Features } from '../rules/rule';
import type { TaskContext } from './task-context';

/** What cleaning makes of a record, personal data not yet taken out. */
export interface Cleaned {
  readonly text: string;
  /** ISO 639-1; `und` where nobody can tell. */
  readonly language: string;
  /** All of `FEATURES`. */
  readonly features: Features;
}

/** The kernels of cleaning, with what they keep from record to record. One for each part. */
export class Kernels {
  private readonly measurer = new Measurer();

  private constructor(private readonly context: TaskContext) {}

  public static async of(context: TaskContext): Promise<Kernels> {
    return new Kernels(context);
  }

  public clean({ text: raw }: SourceRecord): Cleaned {
    const { text, counts } = repair(raw);
    const measured = this.measurer.measure(text);
    const language = 'und';
    const features = {
      language_kept: 1,
      language_score: 0,
      hidden_characters: counts.hidden,
      repaired_characters: repairedCount(counts),
      ...measured.features,
    };
    return { text: measured.text, language, features };
  }

  public triggerCounts(): Uint8Array {
    void this.context;
    return Buffer.from('{}');
  }
}

function repairedCount({ mojibake, control, confusable, loneSurrogate }: RepairCounts): number {
  return mojibake + control + confusable + loneSurrogate;
}

import { withoutBoilerplate } from '../clean/boilerplate';
import { languageIdentifier, type Identify } from '../clean/language/identify';
import { fromHtml, isMarkup } from '../clean/markup';
import { Measurer } from '../clean/measure/measure';
import { relevance } from '../clean/relevance';
import { relevanceProfile, type RelevanceProfile } from '../clean/relevance-profile';
import { repair, type RepairCounts } from '../clean/repair/repair';
import { typoRepair, type RepairTypos } from '../clean/typos';
import { contamination } from '../decontaminate/contamination';
import { EvaluationIndex } from '../decontaminate/evaluation-index';
import type { SourceRecord } from '../document';
import { poisonFeatures } from '../poison/poison-features';
import type { Features } from '../rules/rule';
import type { RunSettings } from './settings';

/** What cleaning makes of a record, personal data not yet taken out. */
export interface Cleaned {
  readonly text: string;
  /** ISO 639-1; `und` where nobody can tell. */
  readonly language: string;
  /** All of `FEATURES`, in parts; of a feature that is in two, the later counts. */
  readonly features: readonly Features[];
  /** Lines that were no part of the text, and words that were repaired. */
  readonly changes: { readonly lines: number; readonly typos: number };
}

/** Features that no rule may fail for where a plan does not ask for them. */
const UNASKED = { relevance: 0, eval_overlap: 0, eval_longest_run: 0 };

/** The kernels of cleaning, with what they keep from record to record. One for each part. */
export class Kernels {
  private readonly measurer = new Measurer();

  private constructor(
    private readonly settings: RunSettings,
    private readonly identify: Identify,
    private readonly profile: RelevanceProfile | undefined,
    private readonly typos: RepairTypos | undefined,
    private readonly evaluation: EvaluationIndex | undefined,
  ) {}

  /** @param words how often each word in small letters is in the part: what typing errors are told by */
  public static async of(settings: RunSettings, words: ReadonlyMap<string, number> | undefined): Promise<Kernels> {
    const profile = settings.relevance && relevanceProfile(settings.relevance.seeds, settings.relevance.background);
    const typos = words === undefined ? undefined : await typoRepair(words);
    const evaluation = settings.evaluation.length === 0 ? undefined : EvaluationIndex.of(settings.evaluation);
    return new Kernels(settings, await languageIdentifier(), profile, typos, evaluation);
  }

  public clean({ text: raw, source }: SourceRecord): Cleaned {
    // Of the text as it came: repair takes away what hides.
    const poison = poisonFeatures(raw);
    const isPage = this.formatOf(source) === 'html' || isMarkup(raw);
    const page = isPage ? fromHtml(raw) : undefined;
    const { text: repaired, counts } = repair(page?.text ?? raw);
    const stripped = this.settings.boilerplate ? withoutBoilerplate(repaired) : { text: repaired, counts: {} };
    const { language, score } = this.identify(stripped.text);
    const spelled = this.typos?.(stripped.text, language) ?? { text: stripped.text, count: 0 };
    const measured = this.measurer.measure(spelled.text);
    const { languages } = this.settings;
    const facts: Features = {
      language_kept: languages.length === 0 || languages.includes(language) ? 1 : 0,
      language_score: score,
      hidden_characters: counts.hidden,
      repaired_characters: repairedCount(counts),
      hidden_elements: page?.hiddenElements ?? 0,
    };
    // Not joined here: a document has so many that joining costs as much as measuring.
    const features = [facts, { ...poison }, this.asked(measured.text), measured.features];
    const lines = Object.values(stripped.counts).reduce((sum, count) => sum + count, 0);
    return { text: measured.text, language, features, changes: { lines, typos: spelled.count } };
  }

  /** Features that are measured only where a plan asks for them. */
  private asked(text: string): Features {
    return {
      ...UNASKED,
      ...(this.profile && { relevance: relevance(text, this.profile) }),
      ...(this.evaluation && contamination(text, this.evaluation)),
    };
  }

  private formatOf(source: string): string | undefined {
    return this.settings.sources.find(({ name }) => name === source)?.format;
  }
}

/** A document's features in one object. */
export function joined(features: readonly Features[]): Features {
  return Object.assign({}, ...features) as Features;
}

function repairedCount({ mojibake, control, confusable, loneSurrogate }: RepairCounts): number {
  return mojibake + control + confusable + loneSurrogate;
}

import type { Rule } from '../rules/rule';
import { disguisedTexts } from './disguised-text';
import { countTagCharacters, hiddenTexts } from './hidden-text';
import { Hits } from './instruction-hits';
import { instructionScore } from './instruction-score';

/** A document's signs of an instruction that is meant for a model, not for a reader. */
export interface PoisonFeatures {
  /** How much the text reads as an instruction to a model, 0 to 1. */
  readonly poison_instruction: number;
  /** The same of what markup, invisible characters or an encoding hide, 0 to 1. */
  readonly poison_hidden_instruction: number;
  /** Unicode tag characters outside of flags: no honest text has any. */
  readonly poison_tag_characters: number;
}

const HITS = new Hits();

/** Measures `text`. It should be the text before repair, which takes invisible characters away. */
export function poisonFeatures(text: string): PoisonFeatures {
  const visible = instructionScore(text, HITS);
  let hidden = 0;
  // Before `HITS` is read into again.
  const { longWords } = HITS;
  const disguised = disguisedTexts(text, HITS);
  for (const piece of disguised) hidden = Math.max(hidden, instructionScore(piece));
  for (const { text: piece } of hiddenTexts(text, longWords)) hidden = Math.max(hidden, instructionScore(piece));
  return {
    poison_instruction: visible,
    poison_hidden_instruction: hidden,
    poison_tag_characters: countTagCharacters(text),
  };
}

const SOURCE =
  'phrase families of prompt injection (OWASP LLM01:2025, LLM04:2025); thresholds set on development prompts, ordinary mail and technical documentation';

/** What is hidden comes first, so that it is the reason. A hit is set aside for a person: a text about prompt injection quotes what an attack says. */
export const POISON_RULES: readonly Rule[] = [
  {
    id: 'poison/hidden-instruction',
    version: 2,
    feature: 'poison_hidden_instruction',
    atMost: 0.44,
    unit: 'score',
    source: SOURCE,
    fails: 'quarantined',
  },
  {
    id: 'poison/tag-characters',
    version: 1,
    feature: 'poison_tag_characters',
    atMost: 0,
    unit: 'characters',
    source: 'Unicode 16, 23.9: tag characters are for flags only',
    fails: 'quarantined',
  },
  {
    id: 'poison/instruction',
    version: 2,
    feature: 'poison_instruction',
    atMost: 0.59,
    unit: 'score',
    source: SOURCE,
    fails: 'quarantined',
  },
];

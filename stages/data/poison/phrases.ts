import * as W from './instruction-words';

/** Words that follow one another within some distance: one way in which a text tells a model what to do. */
export interface Phrase {
  readonly family: string;
  /** How sure one sight of it is, from 0 to 1. */
  readonly weight: number;
  /** Each step has all bits of one of the alternatives, at most `gap` words behind the step before. */
  readonly steps: readonly { readonly any: number; readonly gap: number }[];
}

function phrase(family: string, weight: number, ...steps: (number | readonly [any: number, gap: number])[]): Phrase {
  return {
    family,
    weight,
    steps: steps.map((step) => (typeof step === 'number' ? { any: step, gap: 4 } : { any: step[0], gap: step[1] })),
  };
}

/**
 * Families of phrases. A text's score joins the surest phrase of each family, so that one family seen twenty times is one sign,
 * and three families are three.
 */
export const PHRASES: readonly Phrase[] = [
  phrase('override', 0.85, W.OVERRIDE, [W.PRIOR, 4], [W.RULES | W.PROMPT | W.TEXT, 5]),
  phrase('override', 0.75, W.OVERRIDE, [W.RULES, 6], [W.PRIOR | W.TOLD, 5]),
  phrase('override', 0.45, W.OVERRIDE, [W.RULES, 4]),
  phrase('override', 0.6, W.OVERRIDE, [W.YOU, 3], [W.RULES | W.PROMPT, 4]),
  phrase('override', 0.6, W.OVERRIDE, [W.EVERYTHING, 3], [W.TOLD, 6]),
  phrase('override', 0.6, W.OVERRIDE, [W.EVERYTHING, 2], [W.RULES | W.LIMIT, 4]),
  phrase('override', 0.45, W.OVERRIDE, [W.SAY, 5]),
  phrase('override', 0.5, W.OVERRIDE, [W.SAY, 5], [W.YOU | W.INSTEAD | W.USER, 8]),
  phrase('reset', 0.5, W.NOW, [W.YOU, 4], [W.MUST | W.ACT | W.NOW, 6]),
  phrase('reset', 0.45, W.YOU, [W.NOW, 2], [W.MODEL | W.ASSISTANT | W.LIMITLESS | W.MODE, 8]),
  phrase('persona', 0.6, W.ACT, [W.AS, 2], [W.MODEL | W.LIMITLESS, 12]),
  phrase('persona', 0.45, W.ACT, [W.AS, 2], [W.CHARACTER | W.ASSISTANT, 12]),
  phrase('persona', 0.5, W.MUST, [W.CHARACTER, 6], [W.YOU | W.MUST, 10]),
  phrase('persona', 0.4, W.YOU, [W.ACT, 4], [W.CHARACTER | W.AS, 3], [W.MUST | W.YOU, 14]),
  phrase('no-limits', 0.5, W.NO, [W.LIMIT, 4], [W.LIMIT, 3]),
  phrase('no-limits', 0.5, W.NO, [W.LIMIT, 4], [W.MODEL | W.ASSISTANT | W.LIMITLESS, 14]),
  phrase('no-limits', 0.5, W.LIMITLESS, [W.MODEL | W.ASSISTANT, 8]),
  phrase('no-limits', 0.5, W.MODEL | W.ASSISTANT, [W.LIMITLESS, 8]),
  phrase('no-limits', 0.5, W.MODEL | W.ASSISTANT, [W.NO, 8], [W.LIMIT, 4]),
  phrase('unbound', 0.4, W.LIMITLESS, [W.LIMITLESS | W.LIMIT, 12], [W.LIMITLESS | W.LIMIT, 12]),
  phrase(
    'unbound',
    0.4,
    W.NO,
    [W.LIMIT, 3],
    [W.NO | W.LIMITLESS, 10],
    [W.LIMIT | W.MODEL, 5],
    [W.YOU | W.ASSISTANT | W.MODEL | W.CHARACTER, 16],
  ),
  phrase('addressed', 0.45, W.MODEL, [W.YOU, 10], [W.MUST | W.ACT | W.NOW, 10]),
  phrase('addressed', 0.45, W.YOU, [W.MUST | W.ACT | W.NOW, 8], [W.MODEL, 12]),
  phrase('addressed', 0.3, W.YOU, [W.ASSISTANT, 5]),
  phrase('addressed', 0.35, W.YOU, [W.MUST, 2], [W.SAY, 3], [W.AS, 6]),
  phrase('extraction', 0.85, W.REVEAL, [W.SYSTEM, 5], [W.PROMPT, 2]),
  phrase('extraction', 0.6, W.REVEAL, [W.YOU, 3], [W.PRIOR | W.SYSTEM, 3], [W.PROMPT | W.RULES, 3]),
  phrase('extraction', 0.6, W.YOU, [W.PRIOR | W.SYSTEM, 2], [W.PROMPT, 2]),
  phrase('extraction', 0.55, W.REVEAL, [W.TEXT, 2], [W.PRIOR, 1]),
  phrase('system-mode', 0.6, W.SYSTEM, [W.MODE, 2], [W.YOU | W.MUST | W.SAY | W.REVEAL | W.PRIOR, 8]),
  phrase('system-mode', 0.5, W.NOW, [W.SYSTEM, 4], [W.MODE, 2]),
  phrase('deception', 0.45, W.SAY, [W.USER, 3], [W.YOU | W.SECRET | W.REVEAL, 14]),
];

/** Phrases of languages without spaces between words, and marks of a chat's format in running text. */
export const LITERALS: readonly { readonly family: string; readonly weight: number; readonly pattern: RegExp }[] = [
  {
    family: 'override',
    weight: 0.8,
    pattern:
      /(?:\u5ffd\u7565|\u65e0\u89c6|\u7121\u8996|\u7121\u8996\u3057|\u5fd8\u8bb0|\u5fd8\u8a18|\u5fd8\u308c).{0,14}(?:\u6307\u793a|\u6307\u4ee4|\u89c4\u5219|\u898f\u5247|\u547d\u4ee4|\u63d0\u793a|\u30eb\u30fc\u30eb|\u8bf4\u660e)/,
  },
  {
    family: 'override',
    weight: 0.8,
    pattern:
      /(?:\u6307\u793a|\u6307\u4ee4|\u547d\u4ee4|\u30eb\u30fc\u30eb|\u898f\u5247).{0,8}(?:\u5ffd\u7565|\u7121\u8996|\u5fd8\u308c)/,
  },
  {
    family: 'override',
    weight: 0.45,
    pattern: /\u7121\u8996\u3057\u3066.{0,40}(?:\u8ff0\u3079|\u7b54\u3048|\u8a00\u3063)/,
  },
  {
    family: 'format',
    weight: 0.6,
    pattern:
      /<\|(?:im_start|system|endoftext|start_header_id)\|>|\[\/?INST\]|<<\/?SYS>>|<\/?(?:system|assistant)>|#{2,4} ?(?:System|Instruction|Assistant):/i,
  },
  {
    family: 'system-mode',
    weight: 0.6,
    pattern:
      /[<[](?:NOW )?(?:ENTERING )?(?:[A-Z]+ )?(?:SYSTEM|OVERRIDE|DEVELOPER|ADMIN|DEBUG)[A-Z ]{0,24}(?:MODE|OVERRIDE)\b/,
  },
];

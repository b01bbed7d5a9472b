/** A pattern that no words tell: what it is a sign of, and how sure a sight of it is. */
export interface Literal {
  readonly family: string;
  readonly weight: number;
  readonly pattern: RegExp;
}

/** Phrases of languages that the words do not tell: without spaces between words, or of another script. */
export const WIDE: readonly Literal[] = [
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
    family: 'override',
    weight: 0.8,
    pattern: /(?:\uc774\uc804|\uc704).{0,12}(?:\uc9c0\uc2dc|\uba85\ub839|\uaddc\uce59).{0,10}\ubb34\uc2dc/,
  },
  {
    family: 'override',
    weight: 0.8,
    // Arabic and Hindi: ignore ... the instructions.
    pattern:
      /\u062a\u062c\u0627\u0647\u0644.{0,24}(?:\u062a\u0639\u0644\u064a\u0645\u0627\u062a|\u0623\u0648\u0627\u0645\u0631)|\u0928\u093f\u0930\u094d\u0926\u0947\u0936\u094b\u0902.{0,30}\u0905\u0928\u0926\u0947\u0916\u093e/,
  },
];

/** Marks of a chat's format in running text, tried where `<`, `[` or `#` is. */
export const MARKS: readonly Literal[] = [
  {
    family: 'format',
    weight: 0.6,
    pattern:
      /<\|(?:im_start|im_end|system|user|assistant|endoftext|start_header_id|eot_id|begin_of_text|channel|return)\|>|<(?:start|end)_of_turn>|\[\/?INST\]|<<\/?SYS>>|<\/?(?:system|assistant)>|#{2,4} ?(?:System|Instruction|Assistant):/i,
  },
  {
    family: 'system-mode',
    weight: 0.6,
    pattern:
      /[<[](?:NOW )?(?:ENTERING )?(?:[A-Z]+ )?(?:SYSTEM|OVERRIDE|DEVELOPER|ADMIN|DEBUG)[A-Z ]{0,24}(?:MODE|OVERRIDE)\b/,
  },
  {
    family: 'sending',
    weight: 0.6,
    // A picture whose address carries what was said.
    pattern: /!\[[^\]\n]{0,80}\]\(https?:\/\/[^)\s]{1,300}[?&][\w.-]{1,32}=(?:[[{<]|\$\{|[A-Z][A-Z_]{5,}\b)/,
  },
];

/** Turns of a chat in running text, tried where a word for one of its roles is followed by a colon or by quotation marks. */
export const TURNS: readonly Literal[] = [
  {
    family: 'format',
    weight: 0.62,
    pattern:
      /(?:^|\n)[ \t*#>]{0,4}system(?: prompt| message)?[ \t*]{0,3}:[^\n]{4,2000}\n\s{0,4}[*#>]{0,3}(?:user|human|assistant|ai)[ \t*]{0,3}:/i,
  },
  { family: 'format', weight: 0.62, pattern: /(?:^|\n)(?:\n|Human:)[^]{0,4}(?:Human:)?[^\n]{2,1000}\n{2}Assistant:/ },
  {
    family: 'format',
    weight: 0.62,
    pattern: /"role"\s?:\s?"system"\s?,\s?"content"\s?:\s?"(?!You are (?:a|an|the) )[^"]{8,}/i,
  },
  { family: 'tool-use', weight: 0.5, pattern: /"(?:tool_calls?|function_call|tool_use)"\s?:\s?[[{]/ },
];

/** A command that runs what it fetches. */
export const FETCH_AND_RUN: Literal = {
  family: 'tool-use',
  weight: 0.5,
  pattern: /(?:curl|wget)\s[^|\n]{4,200}\|\s{0,2}(?:sudo )?(?:ba|z)?sh\b/,
};

import { WordTable } from '../personal/word-table';

// What a word does in a sentence that tells a model what to do. Stems of eight languages; a word may do several things.
export const OVERRIDE = 1 << 0;
export const PRIOR = 1 << 1;
export const RULES = 1 << 2;
export const YOU = 1 << 3;
export const ACT = 1 << 4;
export const MODEL = 1 << 5;
export const LIMITLESS = 1 << 6;
export const LIMIT = 1 << 7;
export const NO = 1 << 8;
export const REVEAL = 1 << 9;
export const SECRET = 1 << 10;
export const SYSTEM = 1 << 11;
export const MODE = 1 << 12;
export const CHARACTER = 1 << 13;
export const MUST = 1 << 14;
export const USER = 1 << 15;
export const SAY = 1 << 16;
export const NOW = 1 << 17;
export const EVERYTHING = 1 << 18;
export const TOLD = 1 << 19;
export const PROMPT = 1 << 20;
export const INSTEAD = 1 << 21;
export const ASSISTANT = 1 << 22;
export const AS = 1 << 23;
/** A word above after rot13: enough of them, and the text around is decoded. */
export const ROTATED = 1 << 24;
export const TEXT = 1 << 25;

const OVERRIDES = `
ignore ignoring disregard disregarding forget forgetting override overriding overrule bypass discard neglect
ignorez oubliez oublie ignoriere ignorieren vergiss vergessen missachte ignora ignorad olvida olvide omite dimentica ignorare esqueca esque\u00e7a desconsidere
negeer vergeet zignoruj zapomnij \u0438\u0433\u043d\u043e\u0440\u0438\u0440\u0443\u0439 \u0438\u0433\u043d\u043e\u0440\u0438\u0440\u0443\u0439\u0442\u0435 \u0437\u0430\u0431\u0443\u0434\u044c \u0437\u0430\u0431\u0443\u0434\u044c\u0442\u0435
`;
const RULE_WORDS = `
instruction instructions rules guidelines directives directions commands programming constraints directive
consignes r\u00e8gles directives anweisungen anweisung regeln vorgaben instrucciones reglas indicaciones istruzioni regole instru\u00e7\u00f5es regras instructies regels
instrukcje zasady \u0438\u043d\u0441\u0442\u0440\u0443\u043a\u0446\u0438\u0438 \u043f\u0440\u0430\u0432\u0438\u043b\u0430 \u0443\u043a\u0430\u0437\u0430\u043d\u0438\u044f
`;

function rot13(words: string): string {
  return words.replace(/[a-z]/g, (letter) => String.fromCharCode(((letter.charCodeAt(0) - 97 + 13) % 26) + 97));
}

export const INSTRUCTION_WORDS = new WordTable([
  [OVERRIDE, OVERRIDES],
  [
    PRIOR,
    'previous prior above preceding earlier foregoing usual initial original existing existent pr\u00e9c\u00e9dentes pr\u00e9c\u00e9dente pr\u00e9c\u00e9dents ant\u00e9rieures vorherigen vorherige bisherigen obigen anteriores anterior previas precedenti precedente pr\u00e9vias vorige eerdere poprzednie \u043f\u0440\u0435\u0434\u044b\u0434\u0443\u0449\u0438\u0435 \u043f\u0440\u0435\u0434\u044b\u0434\u0443\u0449\u0438\u0445',
  ],
  [RULES, RULE_WORDS],
  [
    YOU,
    "you your yourself you're youre u vous votre vos tu ton du dein deine sie ihre usted tus su voc\u00ea sua \u0442\u044b \u0442\u0432\u043e\u0438",
  ],
  [
    ACT,
    'act acting pretend roleplay role-play behave impersonate simulate simulating emulate play portray embody imagine speak respond',
  ],
  [MODEL, 'chatgpt gpt gpt3 gpt4 openai llm llms chatbot anthropic chat-gpt bard copilot gemini'],
  [ASSISTANT, 'ai assistant bot model chatbot ais'],
  [
    LIMITLESS,
    'unfiltered uncensored unrestricted unfiltred amoral jailbreak jailbroken jailbreaking unethical immoral unlimited unhinged unrestrained unchained omnipotent dan limitless unbound nsfw evil malicious',
  ],
  [
    LIMIT,
    'ethics ethical ethically ethicality moral morals morality moralities restrictions restriction filter filters filtering censorship censor policy policies guidelines limitations limits warnings warning disclaimers disclaimer boundaries rules legality legal laws safety safeguards refuse refuses apologize apologizes confines',
  ],
  [
    NO,
    "no without never not any free bypass don't dont doesn't doesnt none disregard disregards regardless neither devoid lacks ignore ignores breaks break broken",
  ],
  [
    REVEAL,
    'reveal print show repeat output display leak tell share give send disclose recite return list expose provide dump',
  ],
  [SECRET, 'password passwords credentials secret confidential key token passphrase'],
  [PROMPT, 'prompt prompts instructions configuration'],
  [SYSTEM, 'system developer debug maintenance admin administrator sudo override root god'],
  [MODE, 'mode override'],
  [CHARACTER, 'character persona personality role alter-ego'],
  [MUST, 'must always never will shall cannot should'],
  [USER, 'user users reader'],
  [SAY, 'say state tell inform print output respond reply answer write claim conclude mention admit'],
  [NOW, 'now henceforth onwards'],
  [EVERYTHING, 'everything everthing anything all tout alles todo tutto tudo \u0432\u0441\u0451 \u0432\u0441\u0435'],
  [TOLD, 'told said given received learned above'],
  [INSTEAD, 'instead rather only'],
  [AS, 'as like'],
  [TEXT, 'text words message conversation everything above'],
  [
    ROTATED,
    rot13('ignore disregard forget override previous instructions prompt reveal system password pretend rules'),
  ],
]);

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A text of the labelled sets, wrapped as it would be met. */
export interface LabelledInstruction {
  readonly attack: boolean;
  readonly style: string;
  /** ISO 639-1. */
  readonly language: string;
  readonly text: string;
  /** Rules were tuned on the development half; the other one was first judged when they were done. */
  readonly half: 'development' | 'held-out';
}

interface Written {
  readonly style: string;
  readonly language: string;
  readonly wrap?: string;
  readonly text: string;
}

const HOMOGLYPHS: Readonly<Record<string, string>> = {
  a: '\u0430',
  e: '\u0435',
  o: '\u043e',
  p: '\u0440',
  c: '\u0441',
  i: '\u0456',
};

/** Ways to show a model what a reader does not see, or does not read. */
const WRAPS: Readonly<Record<string, (text: string) => string>> = {
  comment: (text) => `<p>Opening hours: ten to six.</p><!-- ${text} --><p>Welcome.</p>`,
  css: (text) => `<p>Two mugs.</p><div style="position:absolute; display:none">${text}</div>`,
  white: (text) =>
    `Ten years in logistics. <span style="color:#ffffff; font-size:1px;">${text}</span> Fluent in Dutch.`,
  alt: (text) => `<img src="/lake.png" alt="${text}" width="40">`,
  base64: (text) => `Reference: ${Buffer.from(text).toString('base64')} (keep for your files)`,
  hex: (text) => `id ${Buffer.from(text).toString('hex')}`,
  rot13: (text) =>
    `Puzzle of the week: ${text.replace(/[a-z]/gi, (one) => {
      const first = one <= 'Z' ? 65 : 97;
      return String.fromCharCode(((one.charCodeAt(0) - first + 13) % 26) + first);
    })}`,
  zerowidth: (text) => `A short story. ${[...text].join('\u200b')}`,
  homoglyph: (text) => text.replace(/[aeopci]/g, (one) => HOMOGLYPHS[one] ?? one),
  spaced: (text) =>
    text
      .split(' ')
      .map((word) => [...word].join(' '))
      .join('   '),
  tags: (text) => `Hello${[...text].map((one) => String.fromCodePoint(0xe0000 + one.charCodeAt(0))).join('')} there`,
  reversed: (text) => [...text].reverse().join(''),
  url: (text) => `https://shop.example/q?text=${encodeURIComponent(text)}`,
};

/**
 * Some hundred texts with an instruction to a model and as many ordinary ones that come close, written for this bench before the rules were read.
 * Halves alternate, so that each style is in both.
 */
export function instructionSets(): readonly LabelledInstruction[] {
  return [...read('attacks.jsonl', true), ...read('ordinary.jsonl', false)];
}

function read(file: string, attack: boolean): LabelledInstruction[] {
  return readFileSync(join(__dirname, 'instructions', file), 'utf8')
    .trim()
    .split('\n')
    .map((line, at) => {
      const { style, language, wrap, text } = JSON.parse(line) as Written;
      const wrapped = wrap === undefined ? text : (WRAPS[wrap]?.(text) ?? text);
      return { attack, style, language, text: wrapped, half: at % 2 === 0 ? 'development' : 'held-out' };
    });
}

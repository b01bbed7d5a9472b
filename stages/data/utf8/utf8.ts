import { growTo, kernelOf, type Memory } from '../kernel';
import { BYTES, DIGITS, END, LETTERS, PIECE, UNITS, WHITE } from './assembly/layout';
import { MODULE } from './kernel.wasm';

interface Kernel {
  readonly memory: Memory;
  readonly escaped: (units: number) => number;
  readonly begin: () => void;
  readonly collapsed: (units: number) => number;
  readonly seen: () => number;
}

const kernel = kernelOf<Kernel>(MODULE);
// It grows here only.
const memory = Buffer.from(growTo(kernel.memory, END).buffer);
for (let unit = 0; unit < 128; unit++) {
  const said = JSON.stringify(String.fromCharCode(unit));
  memory[LETTERS + unit] = said.length === 3 ? 0 : said.charCodeAt(2);
}
memory.write('0123456789abcdef', DIGITS, 'latin1');
for (let unit = 0; unit < 65_536; unit++) memory[WHITE + unit] = /\s/.test(String.fromCharCode(unit)) ? 1 : 0;

/** A part of what a text becomes. It is the kernel's, which writes the next part over it. */
export type Take = (bytes: Uint8Array) => void;

/** Gives, in parts, what stands between the quotation marks where `JSON.stringify` says `text`, in UTF-8. The kernel is AssemblyScript, in `assembly/`. */
export function escaped(text: string, take: Take): void {
  inPieces(text, kernel.escaped, take);
}

/**
 * Gives, in parts, a text in UTF-8 with every run of white space, as `\s` has it, as one space and none at its ends. Half of a surrogate pair
 * is U+FFFD.
 *
 * @returns whether it may have units from `from` up; where not, it has none
 */
export function collapsed(text: string, take: Take, from: number): boolean {
  kernel.begin();
  inPieces(text, kernel.collapsed, take);
  return kernel.seen() >= from;
}

function inPieces(text: string, kernelFor: (units: number) => number, take: Take): void {
  for (let from = 0; from < text.length;) {
    let to = Math.min(from + PIECE, text.length);
    // No pair is cut in two.
    if (to < text.length && (text.charCodeAt(to - 1) & 0xfc00) === 0xd800) to -= 1;
    memory.write(to - from === text.length ? text : text.slice(from, to), UNITS, 'utf16le');
    take(memory.subarray(BYTES, kernelFor(to - from)));
    from = to;
  }
}

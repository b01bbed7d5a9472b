/** A fenced block of a Markdown document. */
export interface Fence {
  readonly language: string;
  readonly code: string;
}

/** The fenced blocks of a document, in its order. */
export function fences(text: string): Fence[] {
  return [...text.matchAll(/^```(\w*)\n([\s\S]*?)\n```$/gm)].map(([, language = '', code = '']) => ({
    language,
    code,
  }));
}

/** Whether a block is whole lines of a file, in one piece, moved left as far as they go together. */
export function quotes(file: string, block: string): boolean {
  const lines = file.trimEnd().split('\n');
  const count = block.split('\n').length;
  return lines.some((_, start) => movedLeft(lines.slice(start, start + count)) === block);
}

function movedLeft(lines: readonly string[]): string {
  const indents = lines.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length);
  const least = Math.min(...indents);
  return lines.map((line) => line.slice(least)).join('\n');
}

/**
 * Links that lead nowhere.
 *
 * @param textOf the text of a linked file, empty for a folder, undefined where there is none
 */
export function brokenLinks(text: string, textOf: (target: string) => string | undefined): string[] {
  const prose = withoutFences(text);
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^(https?|mailto):/.test(target))
    .filter((target) => {
      const [path = '', anchor] = target.split('#');
      const linked = path === '' ? text : textOf(path);
      return linked === undefined || (anchor !== undefined && !headings(linked).includes(anchor));
    });
}

function headings(text: string): string[] {
  return [...withoutFences(text).matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replaceAll(/\s/g, '-'),
  );
}

/** Where a document says "compliant" other than as the ledger's outcome: in backticks, in quotes, or as `non-compliant` in printed output. */
export function claims(text: string): string[] {
  const prose = fences(text).reduce(
    (rest, { code }) => rest.replace(code, code.replaceAll(/\bnon-compliant\b|"compliant"/g, '')),
    text,
  );
  return prose
    .replaceAll(/`(non-)?compliant`/g, '')
    .split('\n')
    .filter((line) => /\bcompliant\b/i.test(line));
}

function withoutFences(text: string): string {
  return text.replaceAll(/^```\w*\n[\s\S]*?\n```$/gm, '');
}

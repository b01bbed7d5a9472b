/** A named, versioned rule on a line: what it finds is dropped from the text. */
export interface LineRule {
  /** `boilerplate/NAME`. */
  readonly id: string;
  readonly version: number;
  readonly pattern: RegExp;
}

/** A text without its boilerplate. */
export interface Stripped {
  readonly text: string;
  /** Lines that were dropped, by rule; rules that dropped none are 0. Always all rules, in their order. */
  readonly counts: Readonly<Record<string, number>>;
}

/** Longer lines are prose that mentions a thing. */
const LONGEST = 300;
/** A short line that comes so often is navigation; its first occurrence stays. */
const OFTEN = 3;
const LONGEST_REPEATED = 60;
const REPEATED = 'boilerplate/repeated-line';
const SIGNATURE = 'boilerplate/signature';
const LONGEST_SIGNATURE = 10;

/** The rules on single lines, in the order in which they are tried. A line is counted for the first that finds it. */
export const LINE_RULES: readonly LineRule[] = [
  rule('quoted-reply', /^\s*(?:>|\|\s)/),
  rule(
    'reply-header',
    /^\s*(?:-{2,}\s*(?:original|forwarded) message\s*-{2,}|begin forwarded message:|(?:on|at) .{6,120}\b(?:wrote|writes|said):)\s*$/i,
  ),
  rule(
    'list-footer',
    /^\s*(?:_{20,}|-{40,}|={20,})\s*$|\bmailing list\b.*@|https?:\/\/\S*\/(?:mailman\/)?listinfo\/|^\s*to (?:unsubscribe|subscribe|be removed)\b/i,
  ),
  rule(
    'cookie-banner',
    /\b(?:(?:we|this (?:web)?site|our (?:web)?site) uses? (?:\w+ )?cookies|(?:accept|reject|manage) (?:all )?cookies|cookie (?:policy|settings|preferences|notice))\b/i,
  ),
  rule(
    'policy-links',
    /^(?=.*\b(?:terms (?:of (?:use|service)|and conditions)|privacy (?:policy|notice))\b)[^.!?]{0,120}$/i,
  ),
  rule('copyright', /^\s*(?:©|\(c\)|copyright\b).{0,120}(?:\d{4}|all rights reserved)/i),
  rule(
    'navigation',
    /^\s*(?:(?:home|skip to (?:main )?content|back to (?:the )?top|(?:log|sign) (?:in|out|up)|menu|search|next|previous|share|print)\s*$|(?:[^\s|•·»>][^|•·»>]{0,24}\s*[|•·»>]\s*){2,}[^|•·»>]{1,25}$)/i,
  ),
];

/** All rules, also those that look at several lines. */
export const BOILERPLATE_RULES: readonly string[] = [...LINE_RULES.map(({ id }) => id), SIGNATURE, REPEATED];

/** Drops lines that belong to the page or to the mail and not to its text: navigation, banners, quoted replies, footers, signatures. */
export function withoutBoilerplate(text: string): Stripped {
  const counts: Record<string, number> = Object.fromEntries(BOILERPLATE_RULES.map((id) => [id, 0]));
  const drop = (id: string): false => {
    counts[id] = (counts[id] ?? 0) + 1;
    return false;
  };
  const lines = text.split('\n');
  const signature = signatureOf(lines);
  const often = repeatedLines(lines);
  const seen = new Set<string>();
  const kept = lines.filter((line, at) => {
    if (at >= signature) return drop(SIGNATURE);
    if (line.length <= LONGEST) {
      const found = LINE_RULES.find(({ pattern }) => pattern.test(line));
      if (found !== undefined) return drop(found.id);
    }
    const bare = line.trim();
    if (!often.has(bare)) return true;
    if (seen.has(bare)) return drop(REPEATED);
    seen.add(bare);
    return true;
  });
  const dropped = kept.length < lines.length;
  return {
    text: dropped
      ? kept
          .join('\n')
          .replace(/\n{3,}/g, '\n\n')
          .trim()
      : text,
    counts,
  };
}

/** Where a mail's signature begins: at a line of two hyphens near the end. Past the last line where there is none. */
function signatureOf(lines: readonly string[]): number {
  const at = lines.findLastIndex((line) => /^--\s?$/.test(line));
  return at > 0 && lines.length - at <= LONGEST_SIGNATURE ? at : lines.length;
}

function repeatedLines(lines: readonly string[]): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const line of lines) {
    const bare = line.trim();
    if (bare !== '' && bare.length <= LONGEST_REPEATED) counts.set(bare, (counts.get(bare) ?? 0) + 1);
  }
  return new Set([...counts].filter(([, count]) => count >= OFTEN).map(([line]) => line));
}

function rule(name: string, pattern: RegExp): LineRule {
  return { id: `boilerplate/${name}`, version: 1, pattern };
}

const LONGEST = 80;

/** A value as a person may see it: short, on one line, and harmless to a terminal. */
export function shown(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (Array.isArray(value)) return value.length === 1 ? 'a list of 1' : `a list of ${value.length}`;
  if (typeof value === 'string') return `'${harmless(value)}'`;
  if (typeof value === 'object') return 'a map';
  return harmless(String(value));
}

/** Text without what moves a cursor, turns a line around, or hides: such characters are written as their code. */
export function harmless(text: string): string {
  const short = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
  return short.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return `\\u{${code.toString(16)}}`;
  });
}

/** `people.approvers[1]`: a path as programmers write it. */
export function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    const key = harmless(String(step));
    return text === '' ? key : `${text}.${key}`;
  }, '');
}

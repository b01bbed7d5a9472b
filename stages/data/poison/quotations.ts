const QUOTATION =
  /"[^"\n]{8,400}"|\u201c[^\u201c\u201d\n]{8,400}\u201d|\u201e[^\u201e\u201c\u201d\n]{8,400}[\u201c\u201d]|\u00ab[^\u00ab\u00bb\n]{8,400}\u00bb|(?<![\w])'[^'\n]{8,400}'(?!\w)|\u2018[^\u2018\u2019\n]{8,400}\u2019/g;
/** What tells that a quotation is shown, and not said. */
const SHOWN =
  /\b(?:attack|inject|jailbreak|payload|malicious|adversar|attacker|researcher|detector|classifier|filter|scanner|vulnerab|exploit|phrase|sentence|for example|e\.g\.|such as|an example|angriff|attaque|ataque|attacc|aanval)/i;
const AROUND = 240;

/** `text` without the quotations that a text about attacks shows; undefined where it has none. A quotation stays that nothing around explains. */
export function withoutQuotations(text: string): string | undefined {
  let found = false;
  const rest = text.replace(QUOTATION, (quotation: string, at: number) => {
    const before = text.slice(Math.max(0, at - AROUND), at);
    const behind = text.slice(at + quotation.length, at + quotation.length + AROUND);
    if (!SHOWN.test(before) && !SHOWN.test(behind)) return quotation;
    found = true;
    return ' ';
  });
  return found ? rest : undefined;
}

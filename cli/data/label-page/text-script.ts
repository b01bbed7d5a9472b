/**
 * The part of the page's script that shows untrusted text: as text, never as markup, with invisible and reordering characters replaced by
 * their numbers, so that what a labeller reads is what a model would read.
 */
export const TEXT_SCRIPT = String.raw`
  // Invisible or reordering characters: they are shown by name and lose their effect.
  const HIDDEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb]|\udb40[\udc00-\udfff]/g;
  const MOST_MARKS = 2000;
  const make = (name, text, className) => {
    const element = document.createElement(name);
    if (text !== undefined) element.textContent = text;
    if (className) element.className = className;
    return element;
  };

  // Joiners belong to the scripts and the emoji that need them, and one variation selector to a sign that has variants: they hide nothing there.
  const belongs = (text, at) => {
    const before = text.charCodeAt(at - 1);
    if (/[\u200c\u200d]/.test(text[at])) return before > 0x2ff && text.charCodeAt(at + 1) > 0x2ff;
    return /[\ufe0e\ufe0f]/.test(text[at]) && before >= 0xa9 && !(before >= 0xfe00 && before <= 0xfe0f);
  };

  const plainInto = (target, text) => {
    const holder = make('div');
    holder.dir = 'auto';
    let from = 0, marks = 0;
    HIDDEN.lastIndex = 0;
    for (let found = HIDDEN.exec(text); found && marks < MOST_MARKS; found = HIDDEN.exec(text)) {
      holder.append(text.slice(from, found.index));
      // A carriage return before a line feed is an ordinary line end.
      const lineEnd = found[0] === '\r' && text[found.index + 1] === '\n';
      if (belongs(text, found.index)) holder.append(found[0]);
      else if (!lineEnd) {
        const point = found[0].codePointAt(0);
        const mark = make('mark', 'U+' + point.toString(16).toUpperCase().padStart(4, '0'));
        mark.title = 'a hidden character';
        holder.append(mark);
        marks++;
      }
      from = found.index + found[0].length;
    }
    holder.append(text.slice(from).replace(HIDDEN, '\u2423'));
    target.replaceChildren(holder);
    return marks;
  };
`;

/** Whether `text` matches a pattern of `*` and `?`. Two pointers and one point of return: linear in practice. */
export function globMatches(pattern: string, text: string): boolean {
  let [at, position, star, resume] = [0, 0, -1, 0];
  while (at < text.length) {
    const token = pattern[position];
    if (token === '*') [star, resume, position] = [position, at, position + 1];
    else if (token !== undefined && (token === '?' || token === text[at])) [at, position] = [at + 1, position + 1];
    else if (star >= 0) [position, resume, at] = [star + 1, resume + 1, resume + 1];
    else return false;
  }
  while (pattern[position] === '*') position += 1;
  return position === pattern.length;
}

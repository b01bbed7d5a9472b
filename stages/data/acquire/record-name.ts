/**
 * What ids of a file's records begin with. A `#` in an id is the pipeline's own: it comes before a row, a part of a file or the number of a copy. In
 * a file's name it is written `%23`, and `%23` and `%25` are written `%2523` and `%2525`, so that no two names become one; all others stay as they are.
 *
 * @param key the file's key, which in quarantine begins with the source's name
 */
export function recordName(source: string, key: string): string {
  const own = `${source}/`;
  const name = key.startsWith(own) ? key.slice(own.length) : key;
  return `${source}:${name.replace(/#|%(?=2[35])/g, (sign) => (sign === '#' ? '%23' : '%25'))}`;
}

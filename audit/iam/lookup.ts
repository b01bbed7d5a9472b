import type { Region } from './region';
import { StringSet } from './sets/string-set';
import type { KeyLookup } from './variables';

/** What `region` settles about the keys that policies use as variables. A key with several values cannot be put in. */
export function lookupIn(region: Region): KeyLookup {
  return (key) => {
    const span = region.span(key.toLowerCase());
    if (span.multi || span.all.isEmpty()) return null;
    const texts = span.absent || !(span.all instanceof StringSet) ? undefined : span.all.listed();
    return texts?.length === 1 ? texts[0] : undefined;
  };
}

// A piece of a text, from UTF-16 to UTF-8. `../utf8.ts` puts it to `UNITS` and reads what it becomes at `BYTES`. Sixteen units are taken at a time as
// long as they are ASCII and need nothing done.
export { begin, collapsed, seen } from './collapse';
export { escaped } from './escape';

/** The key of each class, in the schema's order: digits, then letters that mean nothing else on the page. As many as a schema may have classes. */
export const CLASS_KEYS = '1234567890qwertyipad';

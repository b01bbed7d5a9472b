import { C4 } from './c4';
import { FINEWEB } from './fineweb';
import { GOPHER_QUALITY } from './gopher-quality';
import { GOPHER_REPETITION } from './gopher-repetition';
import type { Rule } from './rule';

/** The quality rules in the order in which datatrove applies them for FineWeb: the first that fails is the reason. */
export const QUALITY_RULES: readonly Rule[] = [...GOPHER_REPETITION, ...GOPHER_QUALITY, ...C4, ...FINEWEB];

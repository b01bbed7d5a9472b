import { birthDate, handleAfter, licence, passport } from './after-word';
import { postBox, street, streetTypeFirst } from './address';
import { CLASS, UPPER } from './characters';
import type { Context } from './context';
import { spelledEmail } from './email';
import type { Finds } from './finds';
import { attributedName, givenName, introducedName, salutedName, signedName, smallName, titledName } from './name';
import { assignment } from './secret';
import * as V from './vocabulary';

// Words whose meaning is kept for the numbers behind them, or that call a rule.
const CALLS_AFTER = V.BIRTH_WORD | V.PASSPORT_WORD | V.LICENCE_WORD | V.SECRET_WORD | V.USER_WORD;
const CALLS_NAME = V.GIVEN | V.AMBIGUOUS | V.TITLE | V.SALUTE | V.SIGN_OFF | V.WROTE | V.INTRODUCES;
const CALLS_ADDRESS = V.STREET | V.STREET_BEFORE | V.BOX;
const KEEPS = V.PHONE_WORD | V.SSN_WORD | V.TAX_WORD | V.VERSION_WORD | V.PLACE_BEFORE;

// What makes nothing of a word that begins with a small letter, or with a capital.
const IN_CAPITALS = V.AMBIGUOUS | V.TITLE | V.SALUTE | V.STREET;
const NO_SMALL_NAME = V.AMBIGUOUS | V.NO_NAME;

/** Whether anything is looked for at a word of these flags. */
export function isCall(flags: number, capital: boolean): boolean {
  let calls = flags & (CALLS_NAME | CALLS_ADDRESS | V.SPELLED_AT | KEEPS | CALLS_AFTER);
  if (capital && (flags & V.NO_NAME) !== 0) calls &= ~(V.GIVEN | V.AMBIGUOUS);
  if (!capital) calls &= ~IN_CAPITALS;
  if (!capital && (flags & NO_SMALL_NAME) !== 0) calls &= ~V.GIVEN;
  return calls !== 0;
}

/** Calls the rules that a word of the vocabulary is a sign for, and keeps its place for the numbers behind it. */
export class KnownWords {
  public constructor(
    private readonly text: string,
    private readonly finds: Finds,
    private readonly context: Context,
  ) {}

  /** Answers where the scan goes on. */
  public read(at: number, end: number, flags: number): number {
    const { text, finds, context } = this;
    if ((flags & CALLS_NAME) !== 0) this.name(at, end, flags);
    if ((flags & CALLS_ADDRESS) !== 0) {
      if ((flags & V.STREET) !== 0) street(text, at, end, context.number, finds);
      if ((flags & V.STREET_BEFORE) !== 0) streetTypeFirst(text, at, end, finds);
      if ((flags & V.BOX) !== 0) postBox(text, at, end, finds);
    }
    if ((flags & V.SPELLED_AT) !== 0) spelledEmail(text, at, end, finds);
    if ((flags & KEEPS) !== 0) this.keep(end, flags);
    return (flags & CALLS_AFTER) === 0 ? end : this.after(at, end, flags);
  }

  private name(at: number, end: number, flags: number): void {
    const { text, finds, context } = this;
    const capital = CLASS[text.charCodeAt(at)] === UPPER;
    if ((flags & (V.GIVEN | V.AMBIGUOUS)) !== 0 && capital)
      givenName(text, at, end, flags, context.place === at, finds);
    if ((flags & V.GIVEN) !== 0 && !capital) smallName(text, at, end, flags, finds);
    if ((flags & V.TITLE) !== 0) titledName(text, at, end, finds);
    if ((flags & V.SALUTE) !== 0) salutedName(text, at, end, finds);
    if ((flags & V.SIGN_OFF) !== 0) signedName(text, at, end, finds);
    if ((flags & V.WROTE) !== 0) attributedName(text, at, end, finds);
    if ((flags & V.INTRODUCES) !== 0) introducedName(text, end, finds);
  }

  private keep(end: number, flags: number): void {
    const { context } = this;
    if ((flags & V.PHONE_WORD) !== 0) context.phone = end;
    if ((flags & V.SSN_WORD) !== 0) context.ssn = end;
    if ((flags & V.TAX_WORD) !== 0) context.tax = end;
    if ((flags & V.VERSION_WORD) !== 0) context.version = end;
    // The next word begins behind one space, or behind a dot and a space.
    if ((flags & V.PLACE_BEFORE) !== 0) context.place = this.text.charCodeAt(end) === 0x2e ? end + 2 : end + 1;
  }

  private after(at: number, end: number, flags: number): number {
    const { text, finds } = this;
    if ((flags & V.BIRTH_WORD) !== 0) birthDate(text, end, finds);
    if ((flags & V.PASSPORT_WORD) !== 0) passport(text, end, finds);
    if ((flags & V.LICENCE_WORD) !== 0) licence(text, at, end, finds);
    if ((flags & V.USER_WORD) !== 0) handleAfter(text, end, finds);
    if ((flags & V.SECRET_WORD) === 0) return end;
    const value = assignment(text, at, end, finds);
    return value < 0 ? end : value;
  }
}

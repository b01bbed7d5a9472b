/** How a run ended, for scripts. */
export enum ExitCode {
  /** Nothing is open. */
  CLEAR = 0,
  /** Something is open. */
  OPEN = 1,
  /** The input could not be used. */
  UNUSABLE = 2,
  /** Rampart itself failed. */
  FAILED = 3,
}

/** The same for `--help`. */
export const EXIT_CODES = `
Exit codes:
  0  nothing is open
  1  something is open: the output names it
  2  the input could not be used: the output says what, and where
  3  Rampart itself failed`;

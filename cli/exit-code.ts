/** How a run ended, for scripts. */
export enum ExitCode {
  /** Nothing is open. */
  CLEAR = 0,
  /** Something is open, or the configuration has mistakes. */
  OPEN = 1,
  /** The command could not be carried out as it was given. */
  UNUSABLE = 2,
  /** Rampart itself failed. */
  FAILED = 3,
  /** Something that the templates leave open decides, or that could not be read live: questions and verifications end so. */
  NOT_EVALUATED = 4,
}

/** The same for `--help`. */
export const EXIT_CODES = `
Exit codes:
  0  nothing is open
  1  something is open, or the configuration has mistakes: the output names each
  2  the command could not be carried out as given: the output says why
  3  Rampart itself failed`;

// Bytes of the kernel's memory. Both the kernel and TypeScript compile this.

/** The results, numbers of 64 bits that `Result` names. Before them stand the classes of all code points, behind them the phrases that C4 looks for. */
export const RESULTS = 0x110000;
/** What stands from here on is for each code unit that there is room for. */
export const TABLES = 0x111000;
/** Bytes for each of them. */
export const BYTES_A_UNIT = 77;

/**
 * List prices of us-east-1 in US dollars, as their authors remember them on the day below; AWS changes them, and no price list was at hand
 * when they were written down. `rampart data plan` prints them with the day, so that a reader can check each.
 */
export const PRICES = {
  asOf: '2026-11-26',
  region: 'us-east-1',
  /** AWS Lambda, arm64, a GB-second. */
  lambdaGbSecond: 0.0000133334,
  /** AWS Lambda, a request. */
  lambdaRequest: 0.0000002,
  /** Amazon Athena, a terabyte (10^12 bytes) scanned. */
  athenaTerabyte: 5,
  /** Step Functions, a state transition of a standard workflow. */
  transition: 0.000025,
  /** Amazon S3 Standard, a PUT request. */
  s3Put: 0.000005,
  /** Amazon S3 Standard, a GET request. */
  s3Get: 0.0000004,
  /** Amazon S3 Standard, a GB-month. */
  s3GbMonth: 0.023,
} as const;

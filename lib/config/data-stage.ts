import { z } from 'zod';
import { list, roleArn, says, text } from './fields';

const NAME = 'one to 20 lower-case letters, digits and hyphens, beginning with a letter or digit';
const datasetName = text(NAME, /^[a-z0-9][a-z0-9-]{0,19}$/);

const SCHEDULE =
  'rate(N minutes|hours|days), cron(MINUTE HOUR DAY MONTH WEEKDAY YEAR) or at(YYYY-MM-DDTHH:MM:SS), as EventBridge Scheduler has it';

/** What EventBridge Scheduler takes. Which days a month has, it judges itself at deployment. */
const schedule = text(
  SCHEDULE,
  /^(rate\([1-9]\d{0,4} (minutes?|hours?|days?)\)|cron\((\S+ ){5}\S+\)|at\(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\))$/,
);

const ZONE = 'a time zone by its IANA name, such as Europe/Berlin, or UTC';
const timezone = z
  .string({ error: ZONE })
  .refine(isTimeZone, { error: says('TIMEZONE_UNKNOWN', ZONE) })
  .default('UTC');

/** Asks the runtime, whose table is IANA's. An offset such as `+02:00` is no place's time. */
function isTimeZone(value: string): boolean {
  if (!/^[A-Za-z][A-Za-z0-9_+/-]{0,49}$/.test(value)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: value }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

const dataset = z.strictObject(
  {
    name: datasetName.describe('Name of the data set: its objects lie under datasets/NAME/'),
    schedule: schedule.optional().describe('When it is made anew: rate(…), cron(…) or at(…); left out, by hand only'),
    timezone: timezone.describe("The schedule's time zone"),
    baseline: text('the id of a run: 4 to 64 lower-case hexadecimal digits', /^[0-9a-f]{4,64}$/)
      .optional()
      .describe('Id of the run that each new one is compared with'),
  },
  { error: 'a map of name, schedule, timezone and baseline' },
);

const LABELER =
  '1 to 16 lower-case letters, digits and hyphens, beginning with a letter or digit, and neither lead nor ground-truth';

const labelling = z.strictObject(
  {
    dataset: datasetName.describe('The data set that people label: one of datasets'),
    schema: text(
      'the schema that is answered, ID@VERSION, e.g. mail-spam@2',
      /^[a-z0-9][a-z0-9-]{0,23}@[1-9]\d{0,3}$/,
    ).describe('The schema that is answered: ID@VERSION'),
    labelers: list(
      z.strictObject(
        {
          id: text(LABELER, /^(?!(lead|ground-truth)$)[a-z0-9][a-z0-9-]{0,15}$/).describe(
            'As it stands in the name of the journal',
          ),
          role: roleArn.describe('The role by which the person signs in'),
        },
        { error: 'a map of id and role' },
      ),
      'a list of 1 to 3 labellers, each with id and role: a bucket policy has room for no more',
      1,
      3,
    ).describe('Who labels: each sees the own tasks and answers, and nobody else’s'),
    leads: list(roleArn, 'a list of 1 to 20 role ARNs: who hands out tasks', 1, 20).describe(
      'Roles that hand out tasks and read all answers; none of them labels',
    ),
  },
  { error: 'a map of dataset, schema, labelers and leads' },
);

const CONCURRENCY = 'a whole number from 1 to 5000';
const flag = z.boolean({ error: 'true or false' });

/** The data stage. A config without it makes no data sets. */
export const dataStage = z
  .strictObject(
    {
      datasets: list(dataset, 'a list of 1 to 5 data sets: a bucket policy has room for no more', 1, 5).describe(
        'The data sets that are made',
      ),
      planners: list(roleArn, 'a list of 1 to 20 role ARNs: who plans data sets', 1, 20).describe(
        'Roles that set how data sets are made, and start runs by hand',
      ),
      maxConcurrency: z
        .int({ error: CONCURRENCY })
        .min(1, { error: says('INVALID_VALUE', CONCURRENCY) })
        .max(5000, { error: says('INVALID_VALUE', CONCURRENCY) })
        .default(100)
        .describe('Tasks done at once: as much of the account’s concurrency of Lambda is reserved for them'),
      acceptUnscanned: flag
        .default(false)
        .describe('true only where nothing looks for malware in raw data: objects are read without its word'),
      pseudonyms: flag.default(true).describe('Whether there is a key from which pseudonyms are derived'),
      labelling: labelling.optional().describe('Who labels one of the data sets'),
    },
    { error: 'a map of datasets, planners, maxConcurrency, acceptUnscanned, pseudonyms and labelling' },
  )
  .describe('How training data is made from what is acquired; left out, none is');

import { z } from 'zod';
import { says, text } from '../config/fields';

/** A name in a plan. */
export const name = text('lower-case letters, digits and hyphens, at most 40', /^[a-z][a-z0-9-]{0,39}$/);

/** Text that says something: `allowed` tells what. */
export const words = (allowed: string) =>
  z.string({ error: allowed }).min(1, { error: says('INVALID_VALUE', allowed) });

/** A number above 0, at most 1. */
export const share = (allowed: string) =>
  z
    .number({ error: allowed })
    .gt(0, { error: says('INVALID_VALUE', allowed) })
    .max(1, { error: says('INVALID_VALUE', allowed) });

export const yes = (what: string) => z.boolean({ error: 'true or false' }).describe(what);

export const whole = (least: number, most: number, allowed: string) =>
  z
    .int({ error: allowed })
    .min(least, { error: says('INVALID_VALUE', allowed) })
    .max(most, { error: says('INVALID_VALUE', allowed) });

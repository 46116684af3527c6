import { z } from 'zod';

/** Schema of an amount that is typed into a form: more than nothing, and no parts of a cent. */
export const price = () =>
  z.string().regex(/^(?!0+(\.0+)?$)\d{1,9}(\.\d{1,2})?$/, 'a positive decimal string such as "1250.00"');

/** Schema of one line of text. */
export const line = () =>
  z
    .string()
    .trim()
    .min(1)
    .max(120)
    .regex(/^[^\r\n\t]+$/, 'one line');

/** Schema of a text that the application puts into its statements as it is, where a quote would break them. */
export const bare = (longest: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(longest)
    .regex(/^[^'"\\\r\n\t]+$/, 'without quotes and backslashes');

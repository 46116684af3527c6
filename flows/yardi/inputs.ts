import { z } from 'zod';

export const property = () =>
  z
    .string()
    .regex(/^[a-z0-9]+$/, 'one code, no list')
    .describe('Code, e.g. dock');
export const month = () =>
  z
    .string()
    .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
    .describe('YYYY-MM');
export const vendor = () => z.string().trim().min(1).describe('Code or exact name');

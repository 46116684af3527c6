import type { PlainScript } from '../plain.ts';
export const plainAppfolio: Record<string, PlainScript> = {};

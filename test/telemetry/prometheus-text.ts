/** One family of the text format, as a scrape reads it. */
export interface Family {
  help: string;
  type: string;
  samples: { name: string; labels: Record<string, string>; value: number }[];
}

/** Reads Prometheus' text format, and throws at a line that is not of it. */
export function parseMetrics(text: string): Map<string, Family> {
  if (!text.endsWith('\n')) throw new Error('the last line has no end');
  const families = new Map<string, Family>();
  for (const line of text.split('\n').filter(Boolean)) {
    const comment = /^# (HELP|TYPE) ([a-zA-Z_:][\w:]*) (.+)$/.exec(line);
    if (comment) {
      const [, what, name, rest] = comment as unknown as [string, string, string, string];
      const family = families.get(name) ?? { help: '', type: 'untyped', samples: [] };
      families.set(name, { ...family, ...(what === 'HELP' ? { help: rest } : { type: rest }) });
      continue;
    }
    const sample = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)$/.exec(line);
    if (!sample) throw new Error(`not of the format: ${line}`);
    const [, name = '', labels = '', value = ''] = sample;
    const family = families.get(name) ?? families.get(name.replace(/_(bucket|sum|count)$/, ''));
    if (!family) throw new Error(`no TYPE before ${line}`);
    const parsed = value === '+Inf' ? Infinity : Number(value);
    if (Number.isNaN(parsed) && value !== 'NaN') throw new Error(`no number: ${line}`);
    family.samples.push({ name, labels: toLabels(labels), value: parsed });
  }
  return families;
}

function toLabels(text: string): Record<string, string> {
  const pairs = [...text.matchAll(/([a-zA-Z_]\w*)="((?:[^"\\]|\\.)*)"(?:,|$)/g)];
  if (pairs.map(([whole]) => whole).join('') !== text) throw new Error(`no labels: ${text}`);
  return Object.fromEntries(pairs.map(([, key, value]) => [key, value]));
}

/** The value of the one sample that has (at least) these labels. */
export function valueOf(text: string, name: string, labels: Record<string, string> = {}): number | undefined {
  const samples = [...parseMetrics(text).values()].flatMap((family) => family.samples);
  const fits = samples.filter(
    (sample) =>
      sample.name === name && Object.entries(labels).every(([key, value]) => sample.labels[key] === value),
  );
  if (fits.length > 1) throw new Error(`${fits.length} samples of ${name} ${JSON.stringify(labels)}`);
  return fits[0]?.value;
}

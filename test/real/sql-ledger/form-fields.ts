/** What a browser would send of SQL-Ledger's own forms if nobody touched them, without a browser. */
export function formFields(html: string): URLSearchParams {
  const fields = new URLSearchParams();
  for (const [, tag, text = '', inside = ''] of html.matchAll(controls)) {
    const name = attribute(text, 'name');
    if (name === undefined) continue;
    if (tag === 'textarea') fields.append(name, unescaped(inside));
    else if (tag === 'select') fields.append(name, chosen(inside));
    else if (!/^(submit|checkbox|radio)$/.test(attribute(text, 'type') ?? ''))
      fields.append(name, attribute(text, 'value') ?? '');
  }
  return fields;
}

const controls = /<(input|textarea|select)\b([^>]*)>(?:(?<=<(?:textarea|select)\b[^>]*>)([^]*?)<\/\1>)?/gi;

function chosen(inside: string): string {
  const options = [...inside.matchAll(/<option\b([^>]*)>([^<]*)/gi)];
  const option = options.find(([, text = '']) => /\bselected\b/i.test(text)) ?? options[0];
  return attribute(option?.[1] ?? '', 'value') ?? unescaped(option?.[2]?.trim() ?? '');
}

function attribute(text: string, name: string): string | undefined {
  const found = new RegExp(String.raw`\b${name}=(?:"([^"]*)"|([^\s">]*))`, 'i').exec(text);
  return found ? unescaped(found[1] ?? found[2] ?? '') : undefined;
}

const unescaped = (text: string) =>
  text.replace(/&(quot|lt|gt|amp);/g, (_, name: string) => entities[name] ?? '');

const entities: Record<string, string> = { quot: '"', lt: '<', gt: '>', amp: '&' };

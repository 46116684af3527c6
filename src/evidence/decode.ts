/** A text with one layer of escapes taken off, and for each of its characters where it came from. */
export interface Decoded {
  text: string;
  /** Source index of each character, and at the end the source's length. */
  starts: Uint32Array;
}

/** Of URL escapes those that are one UTF-8 character go together; the rest stands for one character each. */
const escapes =
  /%(?:c[2-9a-f]|d[0-9a-f])%[89ab][0-9a-f]|%e[0-9a-f](?:%[89ab][0-9a-f]){2}|%f[0-4](?:%[89ab][0-9a-f]){3}|%[0-9a-f]{2}|&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,7});?|\\(?:u[0-9a-f]{4}|x[0-9a-f]{2}|["'\\/bfnrt])|\+/gi;

/** HTML's names for punctuation, by the character; for U+00A0 to U+00FF, in order. */
const names = new Map<string, string>([
  ...Object.entries({ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", excl: '!', num: '#', dollar: '$' }),
  ...Object.entries({ percnt: '%', lpar: '(', rpar: ')', ast: '*', plus: '+', comma: ',', period: '.' }),
  ...Object.entries({ sol: '/', colon: ':', semi: ';', equals: '=', quest: '?', commat: '@', lsqb: '[' }),
  ...Object.entries({ bsol: '\\', rsqb: ']', Hat: '^', lowbar: '_', grave: '`', lcub: '{', verbar: '|' }),
  ...Object.entries({ rcub: '}', lbrack: '[', rbrack: ']', lbrace: '{', rbrace: '}', vert: '|' }),
  ...(
    'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute ' +
    'micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig ' +
    'Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash ' +
    'Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ' +
    'ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc ' +
    'uuml yacute thorn yuml'
  )
    .split(' ')
    .map((name, index): [string, string] => [name, String.fromCharCode(0xa0 + index)]),
]);
const control: Record<string, string> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

/**
 * Takes one layer of URL, form, HTML and JSON escapes off, whichever stand there; undefined when none does. What was
 * encoded twice takes two calls. No parser: it need not know where in a document it is, so it also takes off what was
 * never meant as an escape, which costs nothing but a comparison.
 */
export function decodeLayer(source: string): Decoded | undefined {
  if (!/[%&\\+]/.test(source)) return undefined;
  const starts = new Uint32Array(source.length + 1);
  let text = '';
  let to = 0;
  let from = 0;
  const copy = (until: number) => {
    text += source.slice(from, until);
    for (; from < until; from++) starts[to++] = from;
  };
  for (const { 0: escape, index } of source.matchAll(escapes)) {
    const plain = decodeEscape(escape);
    if (plain === undefined) continue;
    copy(index);
    text += plain;
    for (let at = 0; at < plain.length; at++) starts[to++] = index;
    from = index + escape.length;
  }
  if (from === 0) return undefined;
  copy(source.length);
  starts[to] = source.length;
  return { text, starts: starts.subarray(0, to + 1) };
}

/** Undefined for what only looks like an escape. */
function decodeEscape(escape: string): string | undefined {
  switch (escape[0]) {
    case '+':
      return ' ';
    case '%':
      return decodeBytes(Buffer.from(escape.replaceAll('%', ''), 'hex'));
    case '&': {
      const name = escape.slice(1).replace(/;$/, '');
      if (name[0] !== '#') return names.get(name) ?? names.get(name.toLowerCase());
      const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
      return code <= 0x10_ff_ff ? String.fromCodePoint(code) : undefined;
    }
    default: {
      const kind = escape[1] ?? '';
      if (escape.length > 2) return String.fromCharCode(Number.parseInt(escape.slice(2), 16));
      return control[kind] ?? kind;
    }
  }
}

/** UTF-8 where it is, else Latin-1. */
function decodeBytes(bytes: Buffer): string {
  const text = bytes.toString('utf8');
  return text.includes('\ufffd') ? bytes.toString('latin1') : text;
}

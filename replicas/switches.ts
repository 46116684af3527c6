/** What a replica does wrong on demand, as data: `sidedoor replica`, the bench and the documentation read it from here. */
export interface Switch<Value extends boolean | number | string = boolean | number | string> {
  /** The value of well-behaved software. */
  is: Value;
  /** What happens at another value, and its unit. One or two sentences. */
  says: string;
  /** Of a word: all that it can be. */
  words?: readonly Value[];
  /** Of a number: the smallest that it can be. */
  least?: number;
  /** The other values worth trying; all are in `words`, where there are some. */
  tries: readonly Value[];
}

/** Off until it is set; `is: true` for what is on in well-behaved software too. */
export function flag(says: string, { is = false } = {}): Switch<boolean> {
  return { is, says, tries: [!is] };
}

/** A count, or a time in the unit that `says` names; `least` for what can be below 0. */
export function quantity(
  is: number,
  says: string,
  tries: readonly number[],
  { least = 0 } = {},
): Switch<number> {
  return { is, says, tries, least };
}

/** One of some words; the first is that of well-behaved software. */
export function word<const Word extends string>(
  words: readonly [Word, ...Word[]],
  says: string,
): Switch<Word> {
  return { is: words[0], says, words, tries: words.slice(1) };
}

/** The values of a replica's switches, by name. */
export type Values<Switches> = {
  [Name in keyof Switches]: Switches[Name] extends Switch<infer Value> ? Value : never;
};

export function wellBehaved<Switches extends object>(switches: Switches): Values<Switches> {
  const entries = Object.entries(switches as Record<string, Switch>);
  return Object.fromEntries(entries.map(([name, { is }]) => [name, is])) as Values<Switches>;
}

/**
 * Sets switches by name from outside (JSON, command line); all or none.
 *
 * @throws Error that names a switch the replica does not have, or a value that the switch cannot have.
 */
export function flip<Switches extends object>(
  switches: Switches,
  values: Values<Switches>,
  changes: Record<string, unknown>,
): void {
  for (const [name, value] of Object.entries(changes)) {
    const known = (switches as Record<string, Switch>)[name];
    if (!known || !Object.hasOwn(switches, name)) {
      throw new Error(`No switch "${name}"; there are: ${Object.keys(switches).join(', ')}`);
    }
    const { is, words, least = 0 } = known;
    const fits = words
      ? words.includes(value as string)
      : typeof value === typeof is && (typeof value !== 'number' || value >= least);
    if (!fits) {
      const wanted = words ? words.join(', ') : typeof is;
      throw new Error(`"${String(value)}" is no value for the switch "${name}" (${wanted})`);
    }
  }
  Object.assign(values, changes);
}

/**
 * Settings as they are typed ("slowMs=200", "dialog"), with each value as its switch has it. Not checked: `flip` does that.
 */
export function fromText(switches: object, settings: readonly string[]): Record<string, Switch['is']> {
  return Object.fromEntries(
    settings.map((setting) => {
      const [name = '', text = 'true'] = setting.split(/=(.*)/s);
      const known = Object.hasOwn(switches, name) ? (switches as Record<string, Switch>)[name] : undefined;
      const isNumber = typeof known?.is === 'number' && text.trim() !== '' && !Number.isNaN(Number(text));
      if (isNumber) return [name, Number(text)];
      const isFlag = typeof known?.is === 'boolean' && (text === 'true' || text === 'false');
      return [name, isFlag ? text === 'true' : text];
    }),
  );
}

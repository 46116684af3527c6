/**
 * The names that look most like what somebody typed, best first: for the hint of a NotFound. Case and accents count for
 * nothing ("lukasz" finds "Łukasz"), nor does the order of the words.
 */
export function nearest<Item>(
  typed: string,
  items: Item[],
  nameOf: (item: Item) => string,
  count = 3,
): Item[] {
  const wanted = words(typed).map(pairs);
  return items
    .map((item) => ({
      item,
      likeness: average(wanted.map((word) => best(word, words(nameOf(item)).map(pairs)))),
    }))
    .filter(({ likeness }) => likeness >= leastLikeness)
    .toSorted((a, b) => b.likeness - a.likeness)
    .slice(0, count)
    .map(({ item }) => item);
}

/** Share of letter pairs that two words have in common. Below this they are strangers. */
const leastLikeness = 0.45;

/** Letters that Unicode does not take apart into a base letter and an accent. */
const plainLetters: Record<string, string> = { ł: 'l', ø: 'o', đ: 'd', ß: 'ss', æ: 'ae', œ: 'oe', ı: 'i' };

function words(text: string): string[] {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[łøđßæœı]/g, (letter) => plainLetters[letter] ?? letter)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

/** "ann" → ␣a, an, nn, n␣: the ends count, so that short words have something to share. */
function pairs(word: string): Set<string> {
  const framed = ` ${word} `;
  return new Set(Array.from({ length: framed.length - 1 }, (_, at) => framed.slice(at, at + 2)));
}

function best(word: Set<string>, others: Set<string>[]): number {
  return Math.max(
    0,
    ...others.map(
      (other) => (2 * [...word].filter((pair) => other.has(pair)).length) / (word.size + other.size),
    ),
  );
}

const average = (numbers: number[]) =>
  numbers.reduce((sum, number) => sum + number, 0) / Math.max(1, numbers.length);

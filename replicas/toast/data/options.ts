/** What guests may choose with an item, by menu group: the option group, and each modifier with its price in cents. */
export const options: Readonly<Record<string, readonly [string, readonly (readonly [string, number])[]]>> = {
  Starters: [
    'Add On',
    [
      ['Jalapeños', 75],
      ['Extra Dip', 100],
    ],
  ],
  Mains: [
    'Side',
    [
      ['French Fries', 0],
      ['Side Salad', 150],
      ['Truffle Fries, large', 325],
    ],
  ],
  Desserts: [
    'Topping',
    [
      ['Crème Chantilly', 125],
      ['Vanilla Ice Cream', 200],
    ],
  ],
  Cocktails: [
    'Liquor',
    [
      ['Top Shelf', 300],
      ['No Ice', 0],
    ],
  ],
  Drinks: [
    'Milk',
    [
      ['Oat Milk', 80],
      ['Almond Milk', 80],
    ],
  ],
};

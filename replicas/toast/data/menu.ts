/** Name, group, category, price in cents. */
export const menu: readonly [string, string, string, number][] = [
  ['Jalapeño Poppers', 'Starters', 'Food', 1050],
  ["Soupe à l'oignon", 'Starters', 'Food', 975],
  ['Crispy Calamari', 'Starters', 'Food', 1395],
  ['House Salad', 'Starters', 'Food', 850],
  ['Kettle Burger', 'Mains', 'Food', 1650],
  ['Kettle Burger Deluxe', 'Mains', 'Food', 1925],
  ['Steak Frites', 'Mains', 'Food', 2895],
  ['Fish & Chips', 'Mains', 'Food', 1875],
  ['Mushroom Risotto', 'Mains', 'Food', 1790],
  ['Mac "n" Cheese', 'Mains', 'Food', 1425],
  ['Crème Brûlée', 'Desserts', 'Food', 925],
  ['Warm Brownie', 'Desserts', 'Food', 895],
  ['House Lager', 'Beer & Wine', 'Alcohol', 700],
  ['Pinot Noir, glass', 'Beer & Wine', 'Alcohol', 1200],
  ['Piña Colada', 'Cocktails', 'Alcohol', 1350],
  ['Old Fashioned', 'Cocktails', 'Alcohol', 1450],
  ['Fountain Soda', 'Drinks', 'Non-Alcoholic', 350],
  ['Cold Brew', 'Drinks', 'Non-Alcoholic', 495],
];

export const jobs: readonly [string, number][] = [
  ['Server', 1125],
  ['Bartender', 1375],
  ['Line Cook', 1950],
  ['Host', 1550],
  ['Dishwasher', 1600],
];

export const names: readonly [string, string][] = [
  ['Alvarez', 'Noé'],
  ['Brandt', 'Jürgen'],
  ['Chen', 'Amy'],
  ['Dubois', 'Céline'],
  ["O'Neil", 'Patrick'],
  ['Peña', 'Lucía'],
  ['Singh', 'Arjun'],
  ['Washington', 'Tori'],
  ['Ångström', 'Björn'],
];

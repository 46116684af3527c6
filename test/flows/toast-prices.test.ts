import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { dollars } from '../replicas/toast-expected.ts';
import { harborview, openOffice } from './toast-office.ts';
import type { Office } from './toast-office.ts';

let office: Office;

beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office[Symbol.asyncDispose]());
beforeEach(() => office.behave());

describe('prices', () => {
  const item = (name: string) =>
    office.replica
      .inspect()
      .records.items.find((one) => one.name === name && one.restaurant === office.here())!;
  const waiting = () =>
    office.replica.inspect().records.unpublished.filter(({ restaurant }) => restaurant === office.here());
  const saves = (kind: 'price' | 'publish') =>
    office.replica.inspect().saves.filter((save) => save.kind === kind);
  const written = (kind: 'price' | 'publish') =>
    saves(kind).filter(({ outcome }) => outcome === 'written').length;
  const price = (name: string, cents: number) => ({ item: name, price: dollars(cents) });
  /** All that waits, as publish_menus wants it listed. */
  const listed = () => ({ changes: waiting().map(({ name, to }) => price(name, to)) });

  test('a preview changes nothing; a change is saved, not published, and says how much waits', async () => {
    const [before, count] = [item('Kettle Burger'), office.replica.inspect().saves.length];
    const args = price('kettle burger', before.price + 50);
    const { output } = await office.engine.run('toast_change_item_price', { ...args, preview: true });
    expect(output).toMatchObject({ preview: { item: 'Kettle Burger', new_price: args.price } });
    expect(office.replica.inspect().saves.length).toBe(count);

    expect(await office.ask('change_item_price', args)).toMatchObject({
      restaurant: harborview,
      item: 'Kettle Burger',
      price: args.price,
      published_price: dollars(before.published),
      unpublished_changes: 1,
    });
    expect(item('Kettle Burger')).toMatchObject({ price: before.price + 50, published: before.published });
    expect(item('Kettle Burger Deluxe').lastEdited).toContain('10/02/2026');
    expect(written('price')).toBe(1);
  });

  test('publishing is refused while something else waits, and says what and whose', async () => {
    office.replica.switches.foreignChange = true;
    const { error } = await office.engine.run('toast_publish_menus', {
      changes: [price('Kettle Burger', item('Kettle Burger').price)],
    });
    expect(error).toMatchObject({
      code: 'REFUSED',
      message: expect.stringMatching(/Cold Brew .* by Dana Ruiz/) as string,
    });
    office.replica.switches.foreignChange = false;
    expect(await office.code('publish_menus', { changes: [price('House Salad', 999)] })).toBe('REFUSED');
    expect(saves('publish')).toEqual([]);
    const others = waiting().map(({ name, from, to, by }) => ({
      item: name,
      from: dollars(from),
      to: dollars(to),
      saved_by: by,
    }));
    expect((await office.ask('list_unpublished_changes'))['changes']).toEqual(others);
  });

  test('what is listed goes live, and nothing at the other restaurants', async () => {
    const elsewhere = office.replica
      .inspect()
      .records.unpublished.filter(({ restaurant }) => restaurant !== office.here());
    const { price: burger } = item('Kettle Burger');
    const answer = await office.ask('publish_menus', listed());
    expect(answer).toMatchObject({ restaurant: harborview, warning: null });
    expect(answer['changes']).toMatchObject([
      { item: 'Kettle Burger', expected: true },
      { item: 'Cold Brew' },
    ]);
    expect(item('Kettle Burger').published).toBe(burger);
    expect(office.replica.inspect().records.unpublished).toEqual(elsewhere);
    expect(written('publish')).toBe(1);
  });

  test('what a colleague saved at the last moment is told', async () => {
    await office.ask('change_item_price', price('House Salad', item('House Salad').price + 25));
    office.replica.switches.foreignChangeAtPublish = 1;
    const answer = await office.ask('publish_menus', listed());
    expect(answer['warning']).toContain('House Lager');
    expect(answer['changes']).toMatchObject([
      { item: 'House Salad', expected: true },
      { item: 'House Lager', expected: false, saved_by: 'Dana Ruiz' },
    ]);
  });

  test.each([
    ['answered', 0],
    ['and the connection breaks off', 1],
  ])('a publish that went to another restaurant says so: %s', async (_how, saveThenCut) => {
    await office.ask('change_item_price', price('House Salad', item('House Salad').price + 25));
    const [before, wish] = [written('publish'), listed()];
    Object.assign(office.replica.switches, { switchAtPublish: 1, saveThenCut });
    const answer = await office.ask('publish_menus', wish);
    expect(answer).toMatchObject({ restaurant: 'Copper Kettle - Airport' });
    expect(answer['warning']).toContain(`none at ${harborview}`);
    expect(written('publish')).toBe(before + 1);
    expect(waiting()).toHaveLength(1);
  });

  test.each([
    ['savedButNot', 1],
    ['saveThenError', 1],
    ['saveThenCut', 1],
    ['logoutAtSave', 1],
    ['doubleSubmit', true],
  ] as const)('%s: saved once, published once', async (name, value) => {
    const { price: before } = item('Fish & Chips');
    const counts = [written('price'), written('publish')];
    Object.assign(office.replica.switches, { [name]: value });
    const changed = await office.ask('change_item_price', price('Fish & Chips', before + 10));
    expect(changed['price']).toBe(dollars(before + 10));
    const wish = listed();
    Object.assign(office.replica.switches, { [name]: value });
    expect((await office.ask('publish_menus', wish))['warning']).toBeNull();
    expect(item('Fish & Chips')).toMatchObject({ price: before + 10, published: before + 10 });
    expect([written('price'), written('publish')]).toEqual([counts[0]! + 1, counts[1]! + 1]);
  });

  test('the same idempotency key saves once', async () => {
    const args = { ...price('Steak Frites', 3_333), idempotency_key: 'frites' };
    const count = written('price');
    const first = await office.ask('change_item_price', args);
    expect(await office.ask('change_item_price', args)).toEqual(first);
    expect(written('price')).toBe(count + 1);
  });

  test('a code from the telephone is a matter for a person', async () => {
    office.replica.switches.stepUp = true;
    const count = written('price');
    expect(await office.code('change_item_price', price('Warm Brownie', 1_234))).toBe('NEEDS_HUMAN');
    expect(written('price')).toBe(count);
  });

  test('a price that is there already, and an item that is not', async () => {
    expect(await office.code('change_item_price', price('Warm Brownie', item('Warm Brownie').price))).toBe(
      'REFUSED',
    );
    expect(await office.code('change_item_price', price('Kettle', 1_000))).toBe('NOT_FOUND');
  });
});

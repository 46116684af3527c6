import type { FormFields } from './form-fields.ts';

/**
 * Makes a form name a customer or vendor, "Smith, John--10106", without sending it. Up to a limit of the login the names
 * are a list, and a value that the list lacks becomes a choice of it; beyond, the name is typed.
 */
export async function sayParty(fields: FormFields, db: string, value: string): Promise<void> {
  await fields.named(db).evaluate((field, wanted) => {
    if (field instanceof HTMLSelectElement) {
      if (![...field.options].some((option) => option.value === wanted))
        field.add(new Option(wanted, wanted));
      field.value = wanted;
    } else {
      (field as HTMLInputElement).value = wanted.replace(/--\d+$/, '');
    }
  }, value);
}

import { addDays } from '../../harbor/data/calendar.ts';
import type { Random } from '../../random.ts';
import type { GuestCard, Unit } from './records.ts';

const names =
  'Amara Osei;Bela Novák;Chiara Conti;Deshawn Price;Eun-ji Park;Félix Roy;Gwen Hart;Hana Sato;Ivo Marek;June Bell'.split(
    ';',
  );
const sources = [
  'Zillow Rental Network',
  'Apartments.com',
  'Walk-in',
  'Company Website',
  'Referral',
] as const;
const agents = ['Lena Ortiz', 'Marcus Webb', ''] as const;

/** 46 inquiries of the last 90 days, about every property. */
export function receivedInquiries(units: readonly Unit[], today: string, random: Random): GuestCard[] {
  return Array.from({ length: 46 }, (_, index): GuestCard => {
    const unit = random.pick(units);
    const receivedOn = addDays(today, -random.between(0, 90));
    return {
      id: 60_001 + index,
      inquiry: 61_001 + index,
      name: names[(index * 3) % names.length] ?? '',
      email: `guest${index + 1}@example.com`,
      phone: `(541) 555-${String(300 + index).padStart(4, '0')}`,
      receivedOn,
      status: random.pick(['Active', 'Active', 'Inactive'] as const),
      source: random.pick(sources),
      property: unit.property,
      unit: random.chance(0.7) ? unit.id : null,
      agent: random.pick(agents),
      moveIn: random.chance(0.6) ? addDays(receivedOn, random.between(10, 70)) : null,
      maxRent: random.chance(0.5) ? random.between(9, 24) * 10_000 : null,
    };
  });
}

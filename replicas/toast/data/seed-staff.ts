import { Random } from '../../random.ts';
import { jobs, names } from './menu.ts';
import type { Employee, JobTitle, Restaurant } from './records.ts';

const lastEdited = '09/28/2026 4:02:11 PM by Dana Ruiz';

const plain = (text: string) =>
  text
    .normalize('NFD')
    .replace(/[^A-Za-z]/g, '')
    .toLowerCase();

/** The jobs of each restaurant, and who works there as what. Drawn apart from the other records. */
export function seedStaff(
  seed: number,
  restaurants: Restaurant[],
): { jobTitles: JobTitle[]; employees: Employee[] } {
  const draw = new Random(seed);
  const jobTitles = restaurants.flatMap(({ guid: restaurant }, at) =>
    jobs.map(([name, wage], n) => ({
      restaurant,
      guid: `job-${at + 1}${n + 1}0${draw.between(100, 999)}`,
      name,
      wage,
      isTipped: name === 'Server' || name === 'Bartender',
      lastEdited,
    })),
  );
  const employees = restaurants.flatMap(({ guid: restaurant }, at) =>
    names.flatMap(([last, first], n) => {
      if (n % 3 === at) return [];
      const own = jobs[n % jobs.length]!;
      const second = jobs[(n + 2) % jobs.length]!;
      return {
        restaurant,
        number: String(4_100 + at * 100 + n),
        name: `${last}, ${first}`,
        email: `${plain(first)}.${plain(last)}@copperkettle.example`,
        phone: `(555) 02${draw.between(0, 9)}-${draw.between(1000, 9999)}`,
        jobs: [own, ...(draw.chance(0.4) ? [second] : [])].map(([job, wage]) => ({ job, wage })),
        lastEdited,
      };
    }),
  );
  return { jobTitles, employees };
}

import type { Cell } from '../../../src/screen/cell.ts';
import type { PlainScript } from '../plain.ts';
import { between, excel, lookUp, money, open, posted, say, signIn, slashed } from './yardi-screen.ts';

/** Days since 1900 as ISO date. */
const date = (cell: Cell | undefined) =>
  typeof cell === 'number' ? new Date((cell - 25_569) * 86_400_000).toISOString().slice(0, 10) : null;

export const getCommercialRentRoll: PlainScript = async (page, user, args) => {
  const { property, as_of } = args as Record<'property' | 'as_of', string>;
  await signIn(page, user);
  const frame = await open(page, 'CommReportPropertySummary.aspx');
  const name = await lookUp(frame, 'PropertyId', property);
  await posted(frame, () => frame.selectOption('#ReportType_DropDownList', { label: 'Rent Roll' }));
  await frame.fill('#FromDate_TextBox', slashed(as_of));
  const rows = await excel(page, frame);
  const total = rows.find(([first]) => first === 'Grand Total');
  let isFuture = false;
  return {
    property: `${name} (${property})`,
    as_of,
    leases: between(rows, 'Unit(s)', 'Grand Total').flatMap((row) => {
      if (say(row[0]) === 'Future Leases') isFuture = true;
      if (say(row[0]) !== property) return [];
      const [, tenant = null, lease = null] = /^(.+) \((\w+)\)$/.exec(say(row[2])) ?? [];
      return {
        units: say(row[1]),
        status: lease === null ? 'vacant' : isFuture ? 'future' : 'current',
        lease,
        name: tenant,
        lease_type: say(row[3]),
        area: money(row[4]),
        lease_from: date(row[5]),
        lease_to: date(row[6]),
        term: say(row[7]) === '' ? null : Number(row[7]),
        monthly_rent: money(row[8]),
        monthly_rent_per_area: money(row[9]),
        annual_rent: money(row[10]),
        annual_rent_per_area: money(row[11]),
        annual_recoveries_per_area: money(row[12]),
        annual_misc_per_area: money(row[13]),
        security_deposit: money(row[14]),
        loc_amount: money(row[15]),
      };
    }),
    total: {
      area: money(total?.[4]),
      monthly_rent: money(total?.[8]),
      annual_rent: money(total?.[10]),
      security_deposit: money(total?.[14]),
      loc_amount: money(total?.[15]),
    },
  };
};

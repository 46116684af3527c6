import type { Records } from '../../replicas/yardi/data/records.ts';
import { dollars } from './yardi-expected.ts';

const add = (cents: number[]) => cents.reduce((sum, one) => sum + one, 0);

/** What `get_commercial_rent_roll` should answer, worked out from the leases. All but `complete`. */
export function expectedCommercial(records: Records, property: string, day: string) {
  const leases = records.commercialLeases.filter((one) => one.property === property && one.to >= day);
  const suites = records.suites.filter((one) => one.property === property);
  const isLet = (unit: string) => leases.some((one) => one.from <= day && one.units.includes(unit));
  const told = leases.map((lease) => {
    const each = (cents: number) => dollars(Math.round(cents / lease.area));
    return {
      units: lease.units.join(', '),
      status: lease.from <= day ? 'current' : 'future',
      lease: lease.code,
      name: lease.name,
      lease_type: lease.type,
      area: lease.area.toFixed(2),
      lease_from: lease.from,
      lease_to: lease.to,
      term: lease.term,
      monthly_rent: dollars(lease.monthlyRent),
      monthly_rent_per_area: each(lease.monthlyRent),
      annual_rent: dollars(lease.monthlyRent * 12),
      annual_rent_per_area: each(lease.monthlyRent * 12),
      annual_recoveries_per_area: each(lease.recoveries),
      annual_misc_per_area: each(lease.misc),
      security_deposit: dollars(lease.deposit),
      loc_amount: dollars(lease.letterOfCredit),
    };
  });
  const empty = suites.filter(({ unit }) => !isLet(unit));
  const vacant = empty.map(({ unit, area }) => ({
    units: unit,
    status: 'vacant',
    lease: null,
    name: null,
    lease_type: '',
    area: area.toFixed(2),
    lease_from: null,
    lease_to: null,
    term: null,
    monthly_rent: '0.00',
    monthly_rent_per_area: '0.00',
    annual_rent: '0.00',
    annual_rent_per_area: '0.00',
    annual_recoveries_per_area: '0.00',
    annual_misc_per_area: '0.00',
    security_deposit: '0.00',
    loc_amount: '0.00',
  }));
  const of = (status: string) => told.filter((one) => one.status === status);
  return {
    property: `${records.properties.find(({ code }) => code === property)?.name} (${property})`,
    as_of: day,
    leases: [...of('current'), ...vacant, ...of('future')],
    total: {
      area: add([...leases, ...empty].map(({ area }) => area)).toFixed(2),
      monthly_rent: dollars(add(leases.map(({ monthlyRent }) => monthlyRent))),
      annual_rent: dollars(add(leases.map(({ monthlyRent }) => monthlyRent * 12))),
      security_deposit: dollars(add(leases.map(({ deposit }) => deposit))),
      loc_amount: dollars(add(leases.map(({ letterOfCredit }) => letterOfCredit))),
    },
  };
}

export const company = 'Blue Mesa Plumbing & Air';
export const timeZone = 'America/Chicago';

export const units = [
  'Plumbing - Service',
  'HVAC - Service',
  'HVAC - Install',
  'Electrical - Service',
] as const;

export const jobTypes: Record<string, readonly string[]> = {
  'Plumbing - Service': ['Drain Cleaning', 'Leak Repair', 'Water Heater Repair', 'Unknown'],
  'HVAC - Service': ['AC No Cool', 'Furnace No Heat', 'Tune-Up', 'Unknown'],
  'HVAC - Install': ['System Replacement', 'Ductwork', 'Unknown'],
  'Electrical - Service': ['Panel Upgrade', 'Outlet Repair', 'Unknown'],
};

export const campaigns = ['Google Ads', 'Direct Mail', 'Referral', 'Website', 'Membership', 'Radio'] as const;
export const priorities = ['Normal', 'High', 'Urgent'] as const;
export const reasons = {
  cancel: ['Customer Cancelled', 'Duplicate', 'Booked in Error', 'No Longer Needed'],
  hold: ['Waiting on Parts', 'Customer Request', 'Weather'],
} as const;

/** Minutes of the day. */
export const windows: readonly (readonly [number, number])[] = [
  [480, 600],
  [600, 720],
  [720, 840],
  [840, 960],
  [960, 1080],
];

export const vendors = [
  'Ferguson Supply',
  'Johnstone HVAC',
  'Graybar Electric',
  'Winsupply',
  'Hajoca',
  'Home Depot Pro',
] as const;

export const technicians = [
  'Aaron Pike',
  'Bianca Solis',
  'Cody Marsh',
  'Dee Okafor',
  'Elias Brandt',
  'Farah Nadim',
  'Gus Lindgren',
  'Hannah Cole',
  'Ivan Petrov',
  'Jamal Reed',
  'Kira Wolfe',
  'Leon Duarte',
] as const;

const first = [
  'Ruth',
  'Colin',
  'Denise',
  'Marcus',
  'Shirley',
  'Imran',
  'Min-ji',
  'Ángel',
  'Maeve',
  'Otis',
  'Renata',
  'Łukasz',
];
const last = [
  'Abernathy',
  'Baker',
  'Calloway',
  'Delgado',
  'Edwards',
  'Foster',
  'García',
  'Haddad',
  'Jansen',
  'Müller',
  "O'Brien",
];
export const residents = first.flatMap((one) => last.map((other) => `${one} ${other}`));
export const businesses = [
  'Copper Kettle Café',
  'Mesa Verde Dental',
  'Ridgeline Storage LLC',
  'Saint Anne School',
  'Lotus & Lime Kitchen',
] as const;

export const streets = [
  'Alder Ct',
  'Birchwood Dr',
  'Canyon Rim Rd',
  'Dove Hollow',
  'Elm St',
  'Fletcher Ave',
  'Granite Way',
  'Harvest Ln',
] as const;
export const cities = [
  'Round Rock, TX 78664',
  'Austin, TX 78745',
  'Cedar Park, TX 78613',
  'Leander, TX 78641',
] as const;

export const complaints = [
  'Unit runs but does not cool',
  'Kitchen sink backs up',
  'No hot water since last night',
  'Breaker trips daily',
  'Annual tune-up',
  'Leak under bathroom vanity',
  'Estimate for replacement',
  'Thermostat blank',
] as const;
export const works = [
  'Service call',
  'Labor',
  'Capacitor',
  'Drain snake',
  'Water heater element',
  'Refrigerant, lb',
] as const;

export const orderTypes = ['Special Order', 'Supply House Run', 'Subcontractor', 'Warranty'] as const;
export const shipTo = ['Warehouse', 'Truck 4', 'Job Site'] as const;
export const tags = [
  'VIP',
  'Do Not Service',
  'Warranty',
  'Replacement Opportunity',
  'Call Ahead',
  'Dog on Site',
] as const;

/** Code, name and kind. */
export const pricebook: readonly (readonly [string, string, 'Service' | 'Material'])[] = [
  ['SVC-100', 'Service Call', 'Service'],
  ['SVC-110', 'After-Hours Service Call', 'Service'],
  ['SVC-210', 'Drain Clear, Main Line', 'Service'],
  ['SVC-240', 'Water Heater Flush', 'Service'],
  ['SVC-310', 'AC Tune-Up', 'Service'],
  ['SVC-330', 'Capacitor Replacement', 'Service'],
  ['SVC-410', 'Outlet Replacement', 'Service'],
  ['SVC-450', 'Panel Inspection', 'Service'],
  ['MAT-CAP45', 'Capacitor 45/5 MFD', 'Material'],
  ['MAT-WHE45', 'Water Heater Element 4500 W', 'Material'],
  ['MAT-R410A', 'Refrigerant R-410A, lb', 'Material'],
  ['MAT-OUT20', 'Outlet 20 A, White', 'Material'],
  ['MAT-PEX12', 'PEX Pipe 1/2 in, 10 ft', 'Material'],
  ['MAT-FLT16', 'Filter 16x25x1', 'Material'],
  ['MAT-THM7', 'Thermostat, 7-Day', 'Material'],
  ['MAT-PTR3', 'P-Trap 1-1/2 in', 'Material'],
];

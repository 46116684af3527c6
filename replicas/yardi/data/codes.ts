/** What residents are charged for. */
export const chargeCodes = [
  { code: 'rent', name: 'Residential Rent' },
  { code: 'park', name: 'Parking' },
  { code: 'pet', name: 'Pet Rent' },
  { code: 'late', name: 'Late Fee' },
  { code: 'nsf', name: 'Returned Check Fee' },
  { code: 'damage', name: 'Damages' },
];

export const banks = [
  { code: 'bankop', name: 'Operating Account' },
  { code: 'bankdep', name: 'Security Deposit Account' },
];

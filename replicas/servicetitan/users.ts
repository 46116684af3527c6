import type { ReplicaUser } from '../replica.ts';

/** These passwords and secrets are published with the replica and open nothing else. */
export const users: readonly ReplicaUser[] = [
  {
    name: 'dispatcher',
    password: 'mesa-dispatch',
    role: 'Office employee: dispatch, booking, reports, accounting',
    codeSecret: 'NBQXEYTPOIWWI2LTOBQXIY3I',
  },
  {
    name: 'manager',
    password: 'mesa-keys',
    role: 'Office employee: a second login with the same rights',
    codeSecret: 'NBQXEYTPOIWW2YLOMFTWK4RN',
  },
];

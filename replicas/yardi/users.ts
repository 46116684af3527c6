import type { ReplicaUser } from '../replica.ts';

/** These passwords and secrets are published with the replica and open nothing else. */
export const yardiUsers: readonly ReplicaUser[] = [
  {
    name: 'pwhitlock',
    password: 'Dock-2026',
    role: 'Residential Manager',
    codeSecret: 'NBQXEYTPOIWWG3DFOJVQ',
  },
  { name: 'lamari', password: 'View-2026', role: 'Residential Manager', codeSecret: 'NBQXEYTPOIWXM2LFO5SX' },
];

/** Who may sign in. These passwords and secrets are published with the replica and open nothing else. */
export interface HarborUser {
  name: string;
  password: string;
  fullName: string;
  role: string;
  /** Secret of the user's one-time codes, base32, as an authenticator app takes it. */
  codeSecret: string;
}

export const harborUsers: readonly HarborUser[] = [
  {
    name: 'clerk',
    password: 'harbor-demo',
    fullName: 'Pat Whitlock',
    role: 'Residential Clerk',
    codeSecret: 'NBQXEYTPOIWWG3DFOJVQ====',
  },
  {
    name: 'viewer',
    password: 'harbor-view',
    fullName: 'Lee Amari',
    role: 'Inquiry Only',
    codeSecret: 'NBQXEYTPOIWXM2LFO5SXE===',
  },
  {
    name: 'manager',
    password: 'harbor-keys',
    fullName: 'Carin Lindqvist',
    role: 'Regional Manager',
    codeSecret: 'NBQXEYTPOIWW2YLOMFTWK4Q=',
  },
];

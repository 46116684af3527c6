import type { ReplicaUser } from '../replica.ts';

/** Somebody of the restaurant group. These passwords and secrets are published with the replica and open nothing else. */
export interface ToastUser extends ReplicaUser {
  fullName: string;
  codeSecret: string;
  /** Edit Full Menu and Publishing: without them menus are only looked at. */
  editsMenus: boolean;
}

export const toastUsers: readonly ToastUser[] = [
  {
    name: 'morgan@copperkettle.example',
    password: 'toast-demo',
    fullName: 'Morgan Lee',
    role: 'General manager',
    codeSecret: 'NVXXEZ3BNYWWG33QOBSXE23F',
    editsMenus: true,
  },
  {
    name: 'books@copperkettle.example',
    password: 'toast-view',
    fullName: 'Irène Okafor',
    role: 'Bookkeeper: reports only',
    codeSecret: 'MJXW623TFVRW64DQMVZGWZLU',
    editsMenus: false,
  },
];

/** A colleague who edits menus from another computer. */
export const colleague = 'Dana Ruiz';

/** Of a write that hands the app no file of this machine. */
export const noFiles = (path: string): Promise<never> => Promise.reject(new Error(`no file "${path}" here`));

/** What may be typed into an employee or a job. */
export const isEmail = (text: string) => /^\S+@\S+\.\S+$/.test(text);
export const isWage = (text: string) => /^\d{1,3}(\.\d\d)?$/.test(text);
export const denied = 'You do not have permission to edit employees.';

/** How a mark stands behind what somebody wrote. */
export const withMark = (text: string, mark: string): string => `${text} [${mark}]`;

/** The longest name on a seat, in characters. */
export const maxNameLength = 120;

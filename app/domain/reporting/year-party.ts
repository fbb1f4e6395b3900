// Whose years are kept: an organisation or a person as a buyer, or a supplier. Pure.

export const yearSides = ['buyer', 'supplier'] as const;
/** By the id of the organisation, person or supplier. */
export type YearParty = { side: (typeof yearSides)[number]; id: string };

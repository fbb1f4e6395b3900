/** The contribution is a service of the cooperative, at the French standard VAT rate. */
export const contributionVatBasisPoints = 2000;

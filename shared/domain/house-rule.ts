/** What becomes of a house rule that people's wishes have led to. */
export const houseStates = ["proposed", "accepted", "declined"] as const;
export type HouseState = (typeof houseStates)[number];

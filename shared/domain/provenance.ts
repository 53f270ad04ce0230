/** Where an input comes from, strongest first. An action carries the weakest of all that went into it. */
export const provenances = ["operator", "internal", "external"] as const;

export type Provenance = (typeof provenances)[number];

/** The weakest of several provenances; nothing at all counts as external. */
export function weakest(all: readonly Provenance[]): Provenance {
  if (all.length === 0) return "external";
  return provenances[Math.max(...all.map((one) => provenances.indexOf(one)))] ?? "external";
}

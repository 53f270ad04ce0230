export interface Account {
  did: string;
  handle: string;
  name: string;
  about: string;
}

/** The team's account, whose password the sandbox knows, and others that can be mentioned. */
export const ours: Account = {
  did: "did:plc:sb7signalboxcrew2026aaaa",
  handle: "signalbox.example",
  name: "Signalbox",
  about: "An operations crew for software teams. Trains run on time.",
};

export const accounts: readonly Account[] = [
  ours,
  { did: "did:plc:sb7mayaortizplatform2626", handle: "maya.example", name: "Maya Ortiz", about: "" },
  { did: "did:plc:sb7acmecheckouthome22222", handle: "acme.example", name: "Acme", about: "" },
];

/** Only an app password opens a session here. */
export const appPassword = "sand-boxx-blue-skyy";

/** By its DID or its handle. */
export function accountOf(actor: string): Account | undefined {
  return accounts.find(({ did, handle }) => did === actor || handle === actor.toLowerCase());
}

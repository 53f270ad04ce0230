import { createHash } from "node:crypto";

const ranks = ["viewer", "approver", "operator"] as const;
type Rank = (typeof ranks)[number];

/** A person of each role with a token, beside the one that the stack has. */
export const tokens: Record<Rank, string> = {
  viewer: "attack-viewer-0123456789abcdef0123456789abcdef",
  approver: "attack-approver-0123456789abcdef0123456789abcdef",
  operator: "attack-operator-0123456789abcdef0123456789abcdef",
};

export const people = ranks.map((role) => ({
  id: `the-${role}`,
  name: `The ${role}`,
  role,
  ...(role === "approver" ? { slack: "U0LENA", github: "lena-f" } : {}),
  tokenSha256: createHash("sha256").update(tokens[role]).digest("hex"),
}));

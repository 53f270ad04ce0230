import type { Provenance } from "../../../../domain/provenance.ts";
import type { AsanaClient } from "../../../../integrations/asana/client.ts";

/** Who is a guest, by their numbers; somebody may become one, so it isn't remembered for long. */
const kept = new Map<string, { guest: boolean; until: number }>();
const keptMs = 60 * 60_000;

/** Where an author's words come from: those of guests, and of whom nobody knows, from outside. */
export async function provenanceOfAuthor(
  client: Pick<AsanaClient, "isGuest">,
  author: string | null,
  now: number,
): Promise<Provenance> {
  if (author === null) return "external";
  const known = kept.get(author);
  if (known && now < known.until) return known.guest ? "external" : "internal";
  const guest = await client.isGuest(author);
  if (guest.kind !== "answered") return "external";
  kept.set(author, { guest: guest.value, until: now + keptMs });
  return guest.value ? "external" : "internal";
}

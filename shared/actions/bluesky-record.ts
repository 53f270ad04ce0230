import { tidOf } from "../domain/tid.ts";
import type { BlueskyClient } from "../integrations/bluesky/client.ts";
import {
  facetsOf,
  handlesIn,
  type LinkCard,
  type PostRecord,
  postRecord,
} from "../integrations/bluesky/record.ts";
import type { CallOutcome } from "../integrations/call.ts";
import { pageImage } from "../integrations/web/page-card.ts";
import { sha256 } from "../platform/digest.ts";
import type { ApprovedAction } from "../spine/action-kind.ts";
import type { Ground } from "../spine/ground.ts";
import { linkCard } from "./link-card.ts";

/** What a card's picture may weigh (the lexicon of `app.bsky.embed.external`). */
const mostImageBytes = 1_000_000;

/** When a post was made, as it says itself: when its first attempt left, however many follow. Epoch milliseconds. */
function madeAt({ id, firstSentAt }: Pick<ApprovedAction<unknown>, "id" | "firstSentAt">): number {
  if (firstSentAt === null) throw new Error(`${id} was never sent`);
  return firstSentAt;
}

/**
 * The key that a post's record has, the same for each attempt: the milliseconds of its first one, and of the action's id what a
 * timestamp identifier has besides, the microseconds within and the clock.
 */
export async function recordKey(
  action: Pick<ApprovedAction<unknown>, "id" | "firstSentAt">,
): Promise<string> {
  const drawn = Number.parseInt((await sha256(action.id)).slice(0, 10), 16);
  return tidOf(BigInt(madeAt(action)) * 1000n + BigInt(drawn % 1000), Math.floor(drawn / 1000) % 1024);
}

/** A post as it is written: mentions looked up, the link's page looked at. Nothing of it can be seen yet. */
export async function makeRecord(
  ground: Ground,
  client: BlueskyClient,
  action: ApprovedAction<{ text: string; link: string | null }>,
): Promise<CallOutcome<PostRecord>> {
  const { text, link } = action.payload;
  const dids = new Map<string, string>();
  for (const handle of handlesIn(text)) {
    const did = await client.resolve(handle);
    if (did.kind !== "answered") return did;
    if (did.value !== null) dids.set(handle, did.value);
  }
  const card = link === null ? null : await cardOf(ground, client, link);
  const createdAt = new Date(madeAt(action)).toISOString();
  return { kind: "answered", value: postRecord({ text, facets: facetsOf(text, dids), card, createdAt }) };
}

/** A card goes without its picture where that can't be had, is too heavy or isn't taken. */
async function cardOf(ground: Ground, client: BlueskyClient, uri: string): Promise<LinkCard> {
  const { title, description, image } = await linkCard(ground, uri);
  const picture = image === null ? null : await pageImage(ground, image, mostImageBytes);
  const uploaded = picture === null ? null : await client.upload(picture);
  return { uri, title, description, thumb: uploaded?.kind === "answered" ? uploaded.value : null };
}

import { messageIdForm } from "../../../domain/received-mail.ts";

/** A header is read so far: longer lists of names are made up. Characters. */
const longest = 20_000;

/** The names in `Message-ID`, `In-Reply-To` or `References` that may be repeated in a header of ours, in their order. */
export function messageIdsIn(value: string | undefined): string[] {
  const found = (value ?? "").slice(0, longest).match(/<[^<>]*>/g) ?? [];
  return [...new Set(found.filter((id) => messageIdForm.test(id)))];
}

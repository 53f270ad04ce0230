import type { Address, Email } from "postal-mime";
import type { ReceivedMail } from "../../../domain/received-mail.ts";
import { visibleLine } from "../../../platform/visible.ts";
import { wellFormed } from "../../../platform/well-formed.ts";

const mostAddresses = 100;
const longestAddress = 254;
const longestName = 100;

/** Everybody in a header, those in groups too, each once. What isn't an address is left out. */
export function addressesOf(all: readonly Address[] | undefined): string[] {
  const flat = (all ?? []).flatMap((one) => (one.group === undefined ? [one] : one.group));
  return [...new Set(flat.flatMap(({ address }) => plain(address) ?? []))].slice(0, mostAddresses);
}

/** Who a mail says has written it. Two senders are none: which of them a reader was shown can't be told. */
export function senderOf(email: Email | null): ReceivedMail["from"] {
  const lines = (email?.headers ?? []).filter(({ key }) => key === "from");
  const from = email?.from;
  const address = lines.length === 1 && from?.group === undefined ? plain(from?.address ?? "") : null;
  return {
    address: address ?? "",
    name: visibleLine(wellFormed(from?.name ?? ""))
      .trim()
      .slice(0, longestName),
  };
}

function plain(address: string): string | null {
  const lower = address.trim().toLowerCase();
  return lower.length <= longestAddress && /^[^\s@<>(),;:"\\\p{C}]+@[^\s@<>(),;:"\\\p{C}]+$/u.test(lower)
    ? lower
    : null;
}

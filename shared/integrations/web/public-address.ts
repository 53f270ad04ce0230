import { webAddress } from "../../platform/web-address.ts";

/** Names that belong to no machine of the public web (rfc6761, rfc6762, rfc8375 of rfc-editor.org). */
const privateNames =
  /(?:^|\.)(?:localhost|local|internal|intranet|lan|home|corp|private|test|example|invalid|onion|arpa)$/i;

/** An address of the public web that may be fetched: by https, at its usual port, of a named host. Null for any other. */
export function publicAddress(text: string): URL | null {
  const url = webAddress(text);
  if (url === null || url.protocol !== "https:" || url.port !== "") return null;
  const host = url.hostname.replace(/\.$/, "");
  // URL writes every way to spell an IPv4 address as four numbers, and an IPv6 address in brackets.
  const isNumber = /^[\d.]+$/.test(host) || host.startsWith("[");
  return isNumber || !host.includes(".") || privateNames.test(host) ? null : url;
}

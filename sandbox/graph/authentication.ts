import type { Message } from "./message.ts";

/** What the mailbox's own server says of a mail that comes in: one of these words, or a header's value as it is to stand. */
export const authenticationWords = ["pass", "fail", "none", "internal"] as const;

/** Says whether a mail comes from within the organization. */
export const internalHeader = "X-MS-Exchange-Organization-AuthAs";

/**
 * The headers of a mail that came in, newest first: those of our servers, then whatever it brought with it.
 * @param authentication one of the words, or the value of `Authentication-Results`; null: our server says nothing.
 */
export function arrivalHeaders(
  { from, internetMessageId, sent }: Pick<Message, "from" | "internetMessageId" | "sent">,
  authentication: string | null,
  brought: Message["headers"],
): Message["headers"] {
  const domain = from.address.slice(from.address.lastIndexOf("@") + 1);
  const isInternal = authentication === "internal";
  const results = authentication === null ? null : resultsOf(authentication, domain);
  return [
    { name: "Received", value: `from mail.outlook.example by mailbox.outlook.example; ${sent}` },
    ...(results === null ? [] : [{ name: "Authentication-Results", value: results }]),
    { name: "Received", value: `from mta.${domain} (203.0.113.7) by mail.outlook.example; ${sent}` },
    { name: internalHeader, value: isInternal ? "Internal" : "Anonymous" },
    // The header firewall takes these off whatever comes from outside.
    ...brought.filter(({ name }) => isInternal || !/^x-ms-exchange-organization-/i.test(name)),
    { name: "Message-ID", value: internetMessageId },
  ];
}

function resultsOf(authentication: string, domain: string): string {
  switch (authentication) {
    case "pass":
      return `spf=pass (sender IP is 203.0.113.7) smtp.mailfrom=${domain}; dkim=pass (signature was verified) header.d=${domain};dmarc=pass action=none header.from=${domain};compauth=pass reason=100`;
    case "fail":
      return `spf=fail (sender IP is 203.0.113.7) smtp.mailfrom=${domain}; dkim=none (message not signed) header.d=none;dmarc=fail action=quarantine header.from=${domain};compauth=fail reason=000`;
    case "none":
    case "internal":
      return `spf=none (sender IP is ) smtp.mailfrom=${domain}; dkim=none (message not signed) header.d=none;dmarc=none action=none header.from=${domain};`;
    default:
      return authentication;
  }
}

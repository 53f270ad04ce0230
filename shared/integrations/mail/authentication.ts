/** A header of a mail, as it stands in it. */
export interface MailHeader {
  name: string;
  value: string;
}

/** Whether a mail's sender is who its From says, and what that is read from. */
export interface Authentication {
  passed: boolean;
  why: string;
}

/** The server whose word we take: Exchange's own, which goes by the mailbox's domain or by no name, or one that is known by its name. */
export type OurServer = { kind: "exchange"; mailbox: string } | { kind: "named"; server: string };

/**
 * What our own mail server says of a sender. It writes its word above everything that came with the mail, so only the
 * topmost counts: whoever sends a mail can put such headers of their own below it. Exchange writes it without the name of a
 * server; a word under the name of a server that isn't of the mailbox's domain is a stranger's.
 * @param headers in the order in which they stand, the newest first.
 */
export function authenticationOf(
  headers: readonly MailHeader[],
  sender: string,
  ours: OurServer,
): Authentication {
  if (ours.kind === "exchange" && isWithinExchange(headers, sender, ours.mailbox))
    return { passed: true, why: "sent within the organization" };
  const [topmost] = valuesOf(headers, "authentication-results");
  if (topmost === undefined) return { passed: false, why: "our server says nothing of its sender" };
  const results = resultsIn(topmost);
  if (results === null) return { passed: false, why: "our server's word can't be read" };
  if (!isOurs(results.server, ours))
    return {
      passed: false,
      why: `${results.server ?? "a server without a name"} vouches for it, which is not our server`,
    };
  return verdictOf(results.methods, domainOf(sender));
}

function isOurs(server: string | null, ours: OurServer): boolean {
  return ours.kind === "named"
    ? server === ours.server.toLowerCase()
    : server === null || isWithin(server, domainOf(ours.mailbox));
}

function isWithinExchange(headers: readonly MailHeader[], sender: string, mailbox: string): boolean {
  const internal = valuesOf(headers, "x-ms-exchange-organization-authas");
  // Exchange takes this header off whatever comes from outside.
  return internal.length === 1 && internal[0] === "internal" && domainOf(sender) === domainOf(mailbox);
}

interface Result {
  method: string;
  result: string;
  /** `header.from` and the like. */
  of: ReadonlyMap<string, string>;
}

function verdictOf(results: readonly Result[], domain: string): Authentication {
  const of = (method: string): Result[] => results.filter((one) => one.method === method);
  if (of("compauth").some(({ result }) => result === "fail"))
    return { passed: false, why: "the authentication as a whole failed" };
  const dmarc = of("dmarc");
  if (dmarc.some(({ result }) => !["pass", "none", "bestguesspass"].includes(result)))
    return { passed: false, why: "DMARC failed" };
  const passes = (method: string, ...properties: string[]): boolean =>
    of(method).some(
      ({ result, of: said }) =>
        result === "pass" && properties.some((name) => domainOf(said.get(name) ?? "") === domain),
    );
  if (passes("dmarc", "header.from")) return { passed: true, why: "DMARC passed" };
  if (passes("dkim", "header.d", "header.i")) return { passed: true, why: "signed by the sender's domain" };
  if (passes("spf", "smtp.mailfrom")) return { passed: true, why: "sent from the sender's domain" };
  return { passed: false, why: "nothing vouches for its sender" };
}

/** A header `Authentication-Results` (RFC 8601); null when it can't be read without doubt. */
function resultsIn(value: string): { server: string | null; methods: Result[] } | null {
  const plain = withoutWords(value);
  if (plain === null) return null;
  const [first = "", ...rest] = plain.split(";").map((part) => part.trim());
  const hasServer = !first.includes("=");
  const server = hasServer ? (first.split(/\s+/)[0] ?? "") : null;
  const methods = (hasServer ? rest : [first, ...rest]).flatMap((part) => resultIn(part) ?? []);
  return { server: server === "" ? null : server, methods };
}

function resultIn(part: string): Result | null {
  const [head, ...properties] = part.split(/\s+/).map((word) => word.split("="));
  const [method, result, ...more] = head ?? [];
  if (!method || !result || more.length > 0) return null;
  const of = new Map<string, string>();
  for (const [name, value] of properties)
    // Said twice is said by two: then it counts for neither.
    if (name && value) of.set(name, of.has(name) ? "" : value);
  return { method: method.replace(/\/\d+$/, ""), result, of };
}

/** A header's value in lower case, without comments and quoted strings, in which senders' own words may stand; null when one has no end. */
function withoutWords(value: string): string | null {
  let plain = "";
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < value.length; at++) {
    const char = value.charAt(at);
    if (char === "\\" && (quoted || depth > 0)) at++;
    else if (char === '"' && depth === 0) quoted = !quoted;
    else if (quoted) continue;
    else if (char === "(") depth++;
    else if (char === ")" && depth > 0) depth--;
    else if (depth === 0) plain += char;
  }
  return quoted || depth > 0 ? null : plain.toLowerCase();
}

function valuesOf(headers: readonly MailHeader[], name: string): string[] {
  return headers
    .filter((header) => header.name.toLowerCase() === name)
    .map(({ value }) => (name === "authentication-results" ? value : value.trim().toLowerCase()));
}

function isWithin(server: string, domain: string): boolean {
  return server === domain || server.endsWith(`.${domain}`);
}

/** What is behind the last @; a bare domain is itself. */
function domainOf(address: string): string {
  return address.slice(address.lastIndexOf("@") + 1).toLowerCase();
}

const patterns = [
  /\b(?:https?|hxxps?|ftp):\/\/[^\s<>"'‹›()[\]{}|\\^`]+/giu,
  /[\p{L}\p{N}._%+-]+\s?(?:@|\(at\)|\[at\])\s?[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/giu,
  /(?<![\p{L}\p{N}@./-])(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,62})\.)+(?:com|net|org|io|dev|app|co|ai|example|test|invalid|localhost|info|biz|xyz|top|site|online|link|click|zip|mov|me|cc|ws|ru|cn|de|fr|uk|us|eu|it|es|nl|pl|ch|at|be|in|jp|kr|br|au|ca|se|no|dk|fi|cz|pt|gg|ly|sh|to|tv|onion|support|cloud|store|shop|page|live|pro|vip|icu)(?![\p{L}\p{N}])(?:\/[^\s<>"'‹›()[\]{}|\\^`]*)?/giu,
];

/** The links, mail addresses and hosts that a text names, each once, in lower case. */
export function placesIn(text: string): string[] {
  const found = patterns.flatMap((pattern) =>
    Array.from(text.matchAll(pattern), ([place]) => place.toLowerCase().replace(/[.,;:!?]+$/, "")),
  );
  return [...new Set(found)];
}

/** What of a project's own records may be named. */
export interface OwnPlaces {
  /** Whole links: tickets' pages. */
  links: ReadonlySet<string>;
  /** Beginnings of links: repositories. Each ends with a slash. */
  prefixes: readonly string[];
  /** Mail addresses, in lower case. */
  addresses: ReadonlySet<string>;
  /** Hosts that may be named alone, in lower case: the stakeholders'. */
  hosts: ReadonlySet<string>;
}

/** Words that a model wrote, with every place that isn't the project's own made unusable; `foreign` names those. */
export function settlePlaces(text: string, own: OwnPlaces): { text: string; foreign: string[] } {
  const foreign: string[] = [];
  let settled = text.replaceAll("<", "‹").replaceAll(">", "›");
  for (const pattern of patterns)
    settled = settled.replaceAll(pattern, (found) => {
      const place = found.replace(/[.,;:!?]+$/, "");
      if (isOwnPlace(place.toLowerCase(), own)) return found;
      foreign.push(place);
      return unusable(place) + found.slice(place.length);
    });
  return { text: settled, foreign: [...new Set(foreign)] };
}

/** Whether a place, in lower case, is one of the project's own. */
export function isOwnPlace(place: string, { links, prefixes, addresses, hosts }: OwnPlaces): boolean {
  if (/[@]|\((?:at)\)|\[at\]/.test(place))
    return addresses.has(place) || hosts.has(place.slice(place.lastIndexOf("@") + 1));
  if (links.has(place) || links.has(place.replace(/\/$/, ""))) return true;
  if (!place.includes("://")) return hosts.has(place);
  if (/[?#\\]|\/\.\.?(?:\/|$)|%/.test(place)) return false;
  return prefixes.some((prefix) => `${place}/`.startsWith(prefix));
}

/** A place that nothing makes a link of, and that people still recognise. */
function unusable(place: string): string {
  const host = /^[a-z]+:\/\/([^/?#]*)/i.exec(place)?.[1];
  const bare = host === undefined ? place.replace(/\/.*$/, "") : host;
  return `[${bare.replaceAll(".", "[.]").replaceAll("@", "[at]").replaceAll("://", "[:]//")}]`;
}

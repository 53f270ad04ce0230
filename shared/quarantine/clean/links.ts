const address = /\b(?:https?:\/\/|ftp:\/\/|www\.)[^\s<>"'‹›()[\]{}|\\^`]{1,4000}/gi;

/** Makes links unusable and says where they lead: `hxxps://host/…[path cut]`. What they carry stays behind. */
export function defangLinks(words: string): { text: string; links: string[] } {
  const links = new Set<string>();
  const text = words.replaceAll(address, (found) => {
    const link = found.replace(/[.,;:!?]+$/, "");
    const rest = found.slice(link.length);
    const url = parsed(link);
    if (url === null) return `[link removed]${rest}`;
    links.add(url.href);
    const cut = url.pathname === "/" && url.search === "" && url.hash === "" ? "" : "/…[path cut]";
    return `${url.protocol.replace("tt", "xx")}//${url.host}${cut}${rest}`;
  });
  return { text, links: [...links] };
}

function parsed(link: string): URL | null {
  const whole = /^www\./i.test(link) ? `https://${link}` : link;
  return URL.canParse(whole) ? new URL(whole) : null;
}

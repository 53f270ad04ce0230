/** The words of a text that Slack has escaped. A link stands as it was written, and one under another name with its address. */
export function unescapeMrkdwn(text: string): string {
  return text
    .replace(/<(https?:\/\/[^|>\s]+)(?:\|([^>]*))?>/g, (_whole, url: string, shown?: string) =>
      shown === undefined || shown === "" || shown === url
        ? url
        : url.endsWith(`//${shown}`)
          ? shown
          : `${shown} (${url})`,
    )
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}

/**
 * The words of a text that Slack has escaped. A link stands as it was written, and one under another name with its address;
 * channels, groups, addresses and times by the names that people see.
 */
export function unescapeMrkdwn(text: string): string {
  return text
    .replace(/<(https?:\/\/[^|>\s]+)(?:\|([^>]*))?>/g, (_whole, url: string, shown?: string) =>
      shown === undefined || shown === "" || shown === url
        ? url
        : url.endsWith(`//${shown}`)
          ? shown
          : `${shown} (${url})`,
    )
    .replaceAll(/<(?:mailto|tel):([^|>]*)(?:\|[^>]*)?>/g, "$1")
    .replaceAll(/<#[A-Z0-9]+\|([^>]+)>/g, "#$1")
    .replaceAll(/<@[UW][A-Z0-9]+\|([^>]+)>/g, "@$1")
    .replaceAll(/<!subteam\^[A-Z0-9]+\|@?([^>]+)>/g, "@$1")
    .replaceAll(/<!date\^[^|>]*\|([^>]+)>/g, "$1")
    .replaceAll(/<!(here|channel|everyone)(?:\|[^>]*)?>/g, "@$1")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}

const mention = /<#([CG][A-Z0-9]+)(?:\|[^>]*)?>/;
/** An id as Slack makes them. With a digit in it, so that a word in capitals is none. */
const bareId = /^(?=.*\d)[CG][A-Z0-9]{8,}$/;

/** The channel that somebody's words name: as Slack links it, or by its id. Null for a name alone, which is no address. */
export function channelIn(words: string): string | null {
  return mention.exec(words)?.[1] ?? bareId.exec(words.trim())?.[0] ?? null;
}

const quotation = /^ {0,3}>.*$/gm;
const block = /^ {0,3}(`{3,}|~{3,})[^\n]*\n[^]*?(?:^ {0,3}\1[`~]*[ \t]*$|(?![^]))/gm;
const hidden = /<!--[^]*?(?:-->|$)/g;
/** Words that are crossed out: their writer has taken them back. */
const struck =
  /(?<!~)(~~?)(?![\s~])(?:(?!\n[ \t]*\n)[^~]){0,2000}?(?<=[^\s~])\1(?!~)|<(del|s|strike)>(?:(?!\n[ \t]*\n)[^]){0,2000}?<\/\2>/gi;
/** What a mail program writes above the words that it quotes, also where it breaks the line. */
const quotedFrom =
  /^(?:On|Am|Le|El|Il|Op|Em|Den|W dniu)\b[^\n]{5,200}?(?:\n[^\n]{0,100})?(?<![\p{L}])(?:wrote|schrieb[^\n]{0,100}|a écrit|escribió|ha scritto|schreef[^\n]{0,100}|escreveu|napisał(?:\(a\)|a)?|skrev[^\n]{0,100})[ \u{a0}]?:[ \t]*$/gmu;
/** Where what a mail program adds by itself begins: what is answered, or the writer's signature. */
const addition =
  /^(?:-{2,}[ \t]*(?:Original Message|Forwarded message|Ursprüngliche Nachricht|Weitergeleitete Nachricht|Message d'origine|Mensaje original)[ \t]*-{2,}[ \t]*$|_{10,}[ \t]*\n(?=(?:From|Von|De|Da|Van)[ \t]*:)|(?:From|Von|De|Da|Van)[ \t]*:[^\n]*\n(?:Sent|Date|Gesendet|Datum|Envoyé|Enviado|Inviato|Verzonden)[ \t]*:|-- $|[—–-]{1,2}[ \t]*\nReply to this email directly|Sent from my |Von meinem [^\n]{2,40} gesendet)/m;

/** A text without what is quoted, shown as code, hidden, crossed out or added by a mail program. */
export function ownWords(text: string): string {
  return withoutQuotations(text).replaceAll(hidden, "").replaceAll(block, "").replaceAll(struck, "");
}

/** A text without what others have said, as a comment or a mail shows it. */
export function withoutQuotations(text: string): string {
  const said = withoutAnswered(text.replaceAll("\r\n", "\n")).replaceAll(quotation, "");
  return said.slice(0, addition.exec(said)?.index);
}

/** A text in which nothing stands where something isn't its writer's own word: each place in it is the text's. */
export function withBlanks(text: string): string {
  const blank = (part: string): string => part.replaceAll(/[^\n]/g, " ");
  const own = withoutAnswered(text, blank);
  const said = own
    .replaceAll(quotation, blank)
    .replaceAll(hidden, blank)
    .replaceAll(block, blank)
    .replaceAll(struck, blank);
  const end = addition.exec(said)?.index ?? said.length;
  return `${said.slice(0, end)}${blank(said.slice(end))}`;
}

/** A text without what GitHub shows to nobody. */
export function visibleWords(text: string): string {
  return text.replaceAll(hidden, "").trim();
}

/** Nothing but empty lines, and no more space than text may have before it: four are code. */
export function isPlain(before: string): boolean {
  return !/(?:^|\n)(?: {4}|\t)[ \t]*$/.test(before);
}

/** Below a line that says who wrote it, a mail's words are somebody else's, marked or not; what stands below marked ones is an answer. */
function withoutAnswered(text: string, without = (_part: string): string => ""): string {
  for (const { index, 0: line } of text.matchAll(quotedFrom))
    if (/^\s*[^\s>]/.test(text.slice(index + line.length)))
      return `${text.slice(0, index)}${without(text.slice(index))}`;
  return text.replaceAll(quotedFrom, without);
}

import { quoteMark } from "../../integrations/mail/html-text.ts";

/** "On 3 May, Lena wrote:" as mail programs say it, over at most two lines. */
const intros = [
  /^(?:On|Am|Le|El|Il|Em|Op|W dniu|Den|Dne)\b[^\n]{4,200}(?:\n[^\n]{0,120})?\b(?:wrote|schrieb[^\n]{0,80}|a écrit|escribió|ha scritto|escreveu|schreef[^\n]{0,80}|napisał\(?a?\)?|skrev)[^\n]{0,80}:[ \t]*$/imu,
  /^[^\n]{0,80}\b(?:wrote|schrieb|a écrit|escribió|ha scritto) (?:on|am|le|el)\b[^\n]{4,120}:[ \t]*$/imu,
];

/** Separators that mail programs put above what they quote. */
const separators = [
  new RegExp(`^${quoteMark}[ \\t]*$`, "m"),
  /^[ \t]*[-_]{2,20}[ \t]*(?:Original Message|Original Appointment|Forwarded message|Weitergeleitete Nachricht|Urspr(?:ü|ue)ngliche (?:Nachricht|Mail)|Message d['’]origine|Message original|Message transféré|Mensaje original|Mensaje reenviado|Messaggio originale|Messaggio inoltrato|Oorspronkelijk bericht|Mensagem original)[ \t]*[-_]{2,20}[ \t]*$/imu,
  /^(?:Begin forwarded message|Anfang der weitergeleiteten Nachricht|Début du message (?:transféré|réexpédié)|Inicio del mensaje reenviado)[ \t]*:[ \t]*$/imu,
  /^_{10,80}[ \t]*\n(?=(?:From|Von|De|Da|Van)\s*:)/imu,
  // Outlook's block of headers, in the languages that it speaks.
  /^\*?(?:From|Von|De|Da|Van)\s*:\*?\s[^\n]{1,300}\n(?:\*?(?:Reply-To|Sent|Date|Gesendet|Datum|Envoyé|Enviado(?: el)?|Fecha|Data|Inviato|Verzonden|To|An|À|Para|A)\s*:\*?\s?[^\n]{0,300}\n){1,3}/imu,
];

const forwards = /^\s*(?:fwd?|wg|tr|rv|i|enc|doorst)\s*:/i;

/** What a mail says itself, and what it only repeats. */
export interface Parted {
  text: string;
  quoted: string;
}

/** Takes off the history that a reply carries along. Of a mail that only passes another one on, that one stays. */
export function withoutHistory(words: string, title: string): Parted {
  const at = firstQuote(words);
  const above = at === null ? words : words.slice(0, at.from);
  const below = at === null ? "" : words.slice(at.to);
  const own = withoutMarkedLines(above);
  if (meaning(own.text) < 20 && meaning(below) > 0 && forwards.test(title)) {
    const passed = withoutHistory(withoutHeaders(below), "");
    return { text: `${own.text.trim()}\n[forwarded]\n${passed.text.trim()}`.trim(), quoted: passed.quoted };
  }
  return { text: own.text, quoted: `${own.quoted}${below}` };
}

function firstQuote(words: string): { from: number; to: number } | null {
  const found = [...intros, ...separators].flatMap((pattern) => {
    const hit = pattern.exec(words);
    return hit === null ? [] : [{ from: hit.index, to: hit.index + hit[0].length }];
  });
  return found.toSorted((a, b) => a.from - b.from)[0] ?? null;
}

function withoutMarkedLines(words: string): Parted {
  const lines = words.split("\n");
  return {
    text: lines.filter((line) => !/^\s*[>›|]/.test(line)).join("\n"),
    quoted: lines.filter((line) => /^\s*[>›|]/.test(line)).join("\n"),
  };
}

/** What a forwarded mail begins with: its headers. */
function withoutHeaders(words: string): string {
  const lines = words.replace(/^\s+/, "").split("\n");
  const first = lines.findIndex((line) => !/^\*?[\p{L} -]{2,20}:\*?\s/u.test(line) && line.trim() !== "");
  return lines.slice(Math.max(first, 0)).join("\n");
}

function meaning(words: string): number {
  return words.replaceAll(/[\s\p{P}]/gu, "").length;
}

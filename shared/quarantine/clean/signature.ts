const device =
  /^[ \t]*(?:Sent from my|Sent from Outlook|Get Outlook for|Von meinem \S+ gesendet|Gesendet von|Envoyé de(?:puis)? mon|Enviado desde mi|Inviato da(?:l mio)?|Verstuurd vanaf)\b[^\n]{0,80}$/imu;
const greeting =
  /^[ \t]*(?:(?:mit )?(?:freundliche[nm]?|beste[nm]?|viele[nm]?|herzliche[nm]?|liebe) gr(?:ü|u|ue)(?:ß|ss)(?:e|en)?|mfg|vg|lg|(?:kind|best|warm|many)? ?regards|best|cheers|thanks|thank you|many thanks|yours (?:sincerely|faithfully|truly)|danke(?: und gruß)?|gruß|(?:bien )?cordialement|bien à vous|saludos(?: cordiales)?|un saludo|atentamente|cordiali saluti|met vriendelijke groet(?:en)?|pozdrawiam)[ \t]*[,.!]?[ \t]*$/imu;
const disclaimer =
  /^[^\n]{0,200}(?:this (?:e-?mail|message)[^\n]{0,80}(?:confidential|intended (?:solely|only)|privileged)|if you are not the intended recipient|diese (?:e-?mail|nachricht)[^\n]{0,80}(?:vertraulich|ausschließlich)|ce (?:message|courriel)[^\n]{0,80}confidentiel|este (?:mensaje|correo)[^\n]{0,80}confidencial|please consider the environment|unsubscribe|vom newsletter abmelden)/imu;

/** Most lines that a signature has. */
const longestSignature = 12;

/** Takes off greeting, signature and disclaimer from a mail's end. */
export function withoutSignature(words: string): { text: string; cut: boolean } {
  const ends = [
    /^-- ?$/m.exec(words)?.index,
    device.exec(words)?.index,
    disclaimer.exec(words)?.index,
    lastGreeting(words),
  ].filter((at) => at !== undefined);
  const end = Math.min(words.length, ...ends);
  // A mail that begins with one of these is no signature: better too much than nothing.
  if (words.slice(0, end).trim() === "") return { text: words, cut: false };
  return { text: words.slice(0, end), cut: words.slice(end).trim() !== "" };
}

/** Where the greeting at the end begins: what follows it is short. */
function lastGreeting(words: string): number | undefined {
  const all = Array.from(words.matchAll(new RegExp(greeting.source, "gimu")));
  const last = all.at(-1);
  if (last === undefined) return undefined;
  const after = words
    .slice(last.index)
    .split("\n")
    .filter((line) => line.trim() !== "");
  return after.length <= longestSignature && after.every((line) => line.length <= 120)
    ? last.index
    : undefined;
}

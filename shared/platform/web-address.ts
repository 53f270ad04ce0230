/**
 * An address that people may be sent to: of the web, and without a name before its host, which reads like the place that
 * it goes to. Null for any other text. Hosts in foreign letters come out in the letters of the name system.
 */
export function webAddress(text: string): URL | null {
  const url = URL.parse(text);
  if (url === null || (url.protocol !== "https:" && url.protocol !== "http:")) return null;
  if (url.username !== "" || url.password !== "") return null;
  return /[\s\p{C}\\]/u.test(text.trim()) || /[<>]/.test(url.href) ? null : url;
}

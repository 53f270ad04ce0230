/** What a link's card is called: LinkedIn doesn't look at the page, and refuses a card without a title. */
export function cardTitle(link: string): string {
  const { hostname, pathname } = new URL(link);
  return `${hostname}${pathname === "/" ? "" : pathname}`.slice(0, 400);
}

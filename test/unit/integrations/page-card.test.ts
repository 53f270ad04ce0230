import { describe, expect, it } from "vitest";
import { pageCard, pageImage } from "../../../shared/integrations/web/page-card.ts";
import { publicAddress } from "../../../shared/integrations/web/public-address.ts";

describe("an address of the public web", () => {
  it.each([
    "http://example.com/",
    "https://localhost/",
    "https://127.0.0.1/",
    "https://2130706433/",
    "https://0x7f.1/",
    "https://[::1]/",
    "https://[::ffff:10.0.0.1]/",
    "https://169.254.169.254/latest/meta-data/",
    "https://intranet/",
    "https://db.internal/",
    "https://printer.local./",
    "https://example.com:8443/",
    "https://user@example.com/",
    "file:///etc/passwd",
    "",
  ])("is not %s", (address) => expect(publicAddress(address)).toBeNull());

  it("is one of a named host by https", () =>
    expect(publicAddress("https://bücher.example.com/a?b#c")?.href).toContain("xn--bcher-kva.example.com/a"));
});

/** A web of pages; what it doesn't have is answered 404. */
function web(pages: Record<string, () => Response>) {
  const asked: string[] = [];
  const fetch = async (input: RequestInfo | URL): Promise<Response> => {
    const url = new Request(input).url;
    asked.push(url);
    return pages[url]?.() ?? new Response(null, { status: 404 });
  };
  return { asked, fetch };
}
const html = (body: string) => () =>
  new Response(body, { headers: { "content-type": "text/html; charset=utf-8" } });
const to = (location: string) => () => new Response(null, { status: 302, headers: { location } });

describe("a page as a card", () => {
  it("is what it says of itself, with its picture wherever that is", async () => {
    const page = `<head><title>Other</title><meta property="og:title" content="Trains &amp; more">
      <meta name="description" content=" On
      time "><meta property="og:image" content="/a.png"></head>`;
    const { fetch } = web({
      "https://a.example.com/": to("https://b.example.com/x"),
      "https://b.example.com/x": html(page),
    });
    expect(await pageCard({ fetch }, "https://a.example.com/")).toEqual({
      title: "Trains & more",
      description: "On time",
      image: "https://b.example.com/a.png",
    });
  });

  it("is not looked for where a redirect leads inside, or in circles", async () => {
    const inside = web({ "https://a.example.com/": to("https://169.254.169.254/") });
    expect(await pageCard(inside, "https://a.example.com/")).toBeNull();
    expect(inside.asked).toEqual(["https://a.example.com/"]);
    const circle = web({ "https://a.example.com/": to("/") });
    expect(await pageCard(circle, "https://a.example.com/")).toBeNull();
    expect(circle.asked).toHaveLength(4);
  });

  it("has only a picture that is one, and not too heavy", async () => {
    const image = (type: string, bytes: number) => () =>
      new Response(new Uint8Array(bytes), { headers: { "content-type": type } });
    const { fetch } = web({
      "https://a.example.com/1.png": image("image/png", 1000),
      "https://a.example.com/2.png": image("image/png", 1001),
      "https://a.example.com/3.svg": image("image/svg+xml", 10),
    });
    const load = async (name: string) => pageImage({ fetch }, `https://a.example.com/${name}`, 1000);
    expect(await load("1.png")).toMatchObject({ size: 1000, type: "image/png" });
    for (const name of ["2.png", "3.svg", "4.png"]) expect(await load(name)).toBeNull();
  });
});

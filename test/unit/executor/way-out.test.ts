import { expect, it } from "vitest";
import { proxyLogin, wayOut } from "../../../containers/executor/src/network/way-out.ts";

const environment = {
  HTTPS_PROXY: "http://ana:p%40ss@proxy.acme.test:3128",
  http_proxy: "proxy.acme.test:3129",
  NO_PROXY: "localhost, .inside.test,10.0.0.1:8080",
};

it.each([
  ["https:", "registry.npmjs.org", 443, "proxy.acme.test:3128"],
  ["http:", "registry.npmjs.org", 80, "proxy.acme.test:3129"],
  ["https:", "npm.inside.test", 443, null],
  ["https:", "inside.test", 443, null],
  ["https:", "notinside.test", 443, "proxy.acme.test:3128"],
  ["http:", "10.0.0.1", 8080, null],
  ["http:", "10.0.0.1", 80, "proxy.acme.test:3129"],
] as const)("%s//%s:%d goes by %s", (protocol, host, port, proxy) => {
  expect(wayOut(environment, protocol, host, port)?.host ?? null).toBe(proxy);
});

it("without a proxy, or with one that isn't spoken here, what is called is called directly", () => {
  expect(wayOut({}, "https:", "a.test", 443)).toBeNull();
  expect(wayOut({ ALL_PROXY: "socks5://a.test" }, "https:", "b.test", 443)).toBeNull();
});

it("a proxy's password is its own letters", () => {
  const url = new URL(environment.HTTPS_PROXY);
  expect(proxyLogin(url)).toEqual({
    "proxy-authorization": `Basic ${Buffer.from("ana:p@ss").toString("base64")}`,
  });
});

import assert from "node:assert/strict";
import { once } from "node:events";
import { after, before, test } from "node:test";
import { PriceList } from "../src/price-list.js";
import { createApp } from "../src/server.js";

const app = createApp(new PriceList([{ sku: "mug", name: "Enamel mug", cents: 1250 }]));
let url;

before(async () => {
  app.listen(0, "127.0.0.1");
  await once(app, "listening");
  url = `http://127.0.0.1:${app.address().port}`;
});
after(() => app.close());

const send = (method, path, body) => fetch(url + path, { method, body: JSON.stringify(body) });

test("an order is priced over HTTP", async () => {
  const response = await send("POST", "/checkout", { lines: [{ sku: "mug", quantity: 2 }], country: "FR" });
  assert.equal(response.status, 200);
  assert.equal((await response.json()).total, 3000);
});

test("a new price list holds for the next order", async () => {
  assert.equal((await send("PUT", "/prices", [{ sku: "mug", name: "Enamel mug", cents: 1000 }])).status, 200);
  const response = await send("POST", "/checkout", { lines: [{ sku: "mug", quantity: 1 }], country: "FR" });
  assert.equal((await response.json()).total, 1200);
});

test("nonsense is refused", async () => {
  assert.equal((await send("POST", "/checkout", { lines: [], country: "XX" })).status, 400);
  assert.equal((await send("GET", "/nowhere")).status, 404);
});

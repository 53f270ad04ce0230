import { createServer } from "node:http";
import { pathToFileURL } from "node:url";
import { addItem, createCart } from "./cart.js";
import { checkout } from "./checkout.js";
import { PriceList } from "./price-list.js";

/** The service over HTTP: JSON in, JSON out. */
export function createApp(prices) {
  const routes = {
    "POST /checkout": ({ lines, country, code }) => {
      const cart = lines.reduce((sum, { sku, quantity }) => addItem(sum, sku, quantity), createCart());
      return checkout(cart, prices, { country, code });
    },
    "PUT /prices": (products) => {
      prices.replace(products);
      return { products: products.length };
    },
  };

  return createServer(async (request, response) => {
    const answer = (status, body) => {
      response.writeHead(status, { "content-type": "application/json" });
      response.end(JSON.stringify(body));
    };
    const route = routes[`${request.method} ${request.url}`];
    if (!route) return answer(404, { error: "there is nothing here" });
    try {
      return answer(200, route(await json(request)));
    } catch (error) {
      if (error instanceof RangeError || error instanceof SyntaxError) return answer(400, { error: error.message });
      console.error(error);
      return answer(500, { error: "the order could not be priced" });
    }
  });
}

async function json(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return JSON.parse(Buffer.concat(chunks).toString("utf8"));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const port = Number(process.env.PORT ?? 3000);
  createApp(new PriceList([])).listen(port, () => console.log(`checkout on port ${port}`));
}

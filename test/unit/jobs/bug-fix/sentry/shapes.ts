/** Frames as Sentry's SDKs send them, the innermost last; each language has members of its own. */
export const frames = {
  elixir: [
    {
      filename: "lib/plug/router.ex",
      module: "Plug.Router",
      function: "Plug.Router.call/2",
      lineno: 12,
      in_app: null,
    },
    {
      filename: "lib/shop/cart.ex",
      module: "Shop.Cart",
      function: "Shop.Cart.total/1",
      lineno: 42,
      in_app: true,
      vars: {},
    },
    { filename: "lib/enum.ex", module: "Enum", function: "Enum.reduce/3", lineno: 2510, in_app: false },
  ],
  rust: [
    {
      function: "shop::cart::total",
      filename: "cart.rs",
      abs_path: "/app/src/cart.rs",
      lineno: 42,
      instruction_addr: "0x55",
    },
    {
      function: "core::option::unwrap_failed",
      filename: "option.rs",
      abs_path: "/rustc/9fc6/library/core/src/option.rs",
      lineno: 1972,
    },
    { function: "rust_begin_unwind", instruction_addr: "0x1", package: "/app/shop" },
  ],
  swift: [
    {
      function: "Cart.total(lines:)",
      filename: "Cart.swift",
      abs_path: "/Volumes/builds/shop/Sources/Cart.swift",
      lineno: 42,
      in_app: true,
      package: "Shop",
    },
    { function: "swift_runtime_on_report", package: "/usr/lib/swift/libswiftCore.dylib", in_app: false },
  ],
  kotlin: [
    { module: "android.os.Handler", filename: "Handler.java", function: "dispatchMessage", lineno: 106 },
    { module: "com.acme.shop.CartKt", filename: "Cart.kt", function: "total", lineno: 42, native: false },
    {
      module: "org.postgresql.jdbc.PgConnection",
      filename: "PgConnection.java",
      function: "execute",
      lineno: 7,
    },
  ],
  go: [
    {
      module: "github.com/acme/shop/cart",
      function: "(*Cart).Total",
      filename: "cart.go",
      abs_path: "/srv/shop/cart/cart.go",
      lineno: 42,
      in_app: true,
    },
    {
      module: "runtime",
      function: "gopanic",
      filename: "runtime/panic.go",
      abs_path: "/usr/local/go/src/runtime/panic.go",
      lineno: 770,
    },
  ],
  dotnet: [
    {
      module: "Shop.Cart",
      function: "Decimal Total(Line[])",
      filename: "Cart.cs",
      abs_path: "/src/Shop/Cart.cs",
      lineno: 42,
      package: "Shop, Version=1.0.0.0",
    },
    { module: "Npgsql.NpgsqlDataReader", function: "Int32 Read()", package: "Npgsql, Version=8.0.0.0" },
  ],
  php: [
    {
      filename: "/vendor/laravel/framework/src/Pipeline.php",
      function: "Illuminate\\Pipeline\\Pipeline::then",
      lineno: 5,
    },
    {
      filename: "/src/Cart.php",
      abs_path: "/var/www/shop/src/Cart.php",
      function: "Shop\\Cart::total",
      lineno: 42,
      context_line: "    return $price->cents;",
    },
  ],
  dart: [
    {
      abs_path: "package:flutter/src/widgets/framework.dart",
      filename: "framework.dart",
      function: "State.build",
      lineno: 9,
    },
    {
      abs_path: "package:shop/cart.dart",
      filename: "cart.dart",
      function: "Cart.total",
      lineno: 42,
      in_app: true,
    },
  ],
  // Sentry has found the sources by their map, and keeps where the bundle was in raw_stacktrace.
  mapped: [
    {
      abs_path: "webpack:///./src/cart.ts",
      filename: "./src/cart.ts",
      module: "src/cart",
      function: "total",
      lineno: 42,
      colno: 7,
      in_app: true,
      data: { sourcemap: "https://shop.example/main.3f9a2b1c.js.map", symbolicated: true },
    },
  ],
  minified: [
    {
      abs_path: "https://shop.example/static/js/main.3f9a2b1c.js",
      filename: "/static/js/main.3f9a2b1c.js",
      function: "t",
      lineno: 1,
      colno: 48_211,
      in_app: true,
      context_line: "{snip} return e.cents {snip}",
    },
  ],
} as const;

/** An event as an alert carries it: with all that people look at, and with null where Sentry could read nothing. */
export const alert = {
  event_id: "a1b2c3",
  issue_id: "77",
  title: "TypeError: no cents",
  culprit: "cartTotal",
  level: "error",
  platform: "node",
  environment: "production",
  release: "checkout@2.14.0",
  datetime: "2026-11-26T10:00:00.000Z",
  url: "https://sentry.example/api/0/projects/acme/checkout/events/a1b2c3/",
  web_url: "https://sentry.example/organizations/acme/issues/77/events/a1b2c3/",
  tags: [["environment", "production"], null, ["browser", "Chrome 147"]],
  request: {
    method: "POST",
    url: "https://shop.example/checkout?coupon=MAYA-ORTIZ-10&step=2#pay",
    query_string: [["coupon", "MAYA-ORTIZ-10"]],
    headers: [["Cookie", "session=4f"]],
    data: { name: "Maya Ortiz", lines: [{ sku: "lamp", quantity: 1 }], note: null },
  },
  breadcrumbs: {
    values: [
      null,
      {
        timestamp: 1_795_687_190.5,
        category: "auth",
        level: "info",
        message: "signed in as maya@shop.example",
      },
      {
        timestamp: "2026-11-26T09:59:58Z",
        type: "http",
        category: "fetch",
        level: "error",
        data: { method: "GET", url: "/prices?key=1", status_code: 503 },
      },
    ],
  },
  exception: {
    values: [
      null,
      {
        type: "TypeError",
        value: "no cents",
        stacktrace: {
          frames: [
            null,
            {
              filename: "a.js",
              abs_path: "/srv/checkout/node_modules/x/a.js",
              function: "run",
              lineno: 1,
              in_app: false,
              vars: { key: 1 },
            },
            {
              filename: "cart.js",
              abs_path: "/srv/checkout/src/cart.js",
              function: "cartTotal",
              lineno: 38,
              in_app: true,
              pre_context: ["  // prices"],
              context_line: "    return sum + product.cents * quantity;",
              vars: {
                quantity: "2",
                product: "<undefined>",
                password: "hunter2hunter2",
                owner: "maya@shop.example",
              },
            },
          ],
        },
      },
    ],
  },
} as const;

/** The same as the API answers it. */
export const apiEvent = {
  eventID: "a1b2c3",
  title: alert.title,
  message: "",
  dateCreated: alert.datetime,
  release: { version: "checkout@2.13.0", dateCreated: alert.datetime },
  tags: [
    { key: "environment", value: "production" },
    { key: "browser", value: "Safari 20" },
  ],
  entries: [
    null,
    {
      type: "exception",
      data: {
        values: [
          null,
          {
            type: "TypeError",
            value: "no cents",
            stacktrace: {
              frames: [
                null,
                {
                  filename: "cart.js",
                  absPath: "/srv/checkout/src/cart.js",
                  function: "cartTotal",
                  lineNo: 38,
                  inApp: true,
                  context: [
                    [37, "before"],
                    [38, "    return sum;"],
                  ],
                  vars: null,
                },
              ],
            },
          },
        ],
      },
    },
    {
      type: "request",
      data: { method: "POST", url: "https://shop.example/checkout", query: [["a", "b"]], data: null },
    },
    { type: "spans", data: [] },
  ],
} as const;

import { before } from "./traces.ts";

const cart = "/srv/app/cart.js 42 total ours";
const node = "TypeError: no price\n    at total (/srv/app/cart.js:42:5)\n    at main (/srv/app/main.js:2:5)";

/** Traces of languages that are met rarely, and of common ones in odd forms: the error's class and words, and the innermost call. */
export const rarer: Record<
  string,
  [text: string, type: string | null, message: string | null, innermost: string]
> = {
  Perl: [
    "No price at lib/Shop/Cart.pm line 42.\n\tShop::Cart::total(Shop::Cart=HASH(0x1)) called at lib/Shop/App.pm line 10\n\teval {...} called at bin/app.pl line 3",
    null,
    "No price",
    "lib/Shop/Cart.pm 42 total ours",
  ],
  Lua: [
    "lua: cart.lua:42: attempt to index a nil value\nstack traceback:\n\tcart.lua:42: in method 'total'\n\tmain.lua:10: in main chunk\n\t[C]: in ?",
    null,
    "attempt to index a nil value",
    "cart.lua 42 total ours",
  ],
  Erlang: [
    "** exception error: bad argument\n     in function  cart:total/1 (src/cart.erl, line 42)\n     in call from shop:run/0 (src/shop.erl, line 10)",
    "error",
    "bad argument",
    "src/cart.erl 42 total/1 ours",
  ],
  "a crash report of Erlang": [
    'Error in process <0.1.0> with exit value: {badarg,[{cart,total,1,[{file,"src/cart.erl"},{line,42}]},{gen_server,loop,7,[{file,"gen_server.erl"},{line,9}]}]}',
    null,
    null,
    "src/cart.erl 42 total ours",
  ],
  Haskell: [
    "shop: no price\nCallStack (from HasCallStack):\n  error, called at src/Cart.hs:42:5 in main:Shop.Cart\n  total, called at src/Main.hs:10:3 in main:Main",
    null,
    "no price",
    "src/Cart.hs 42 total ours",
  ],
  Zig: [
    "thread 1 panic: index out of bounds\n/srv/src/cart.zig:42:15: 0x1 in total (shop)\n    return x[3];\n              ^\n/srv/src/main.zig:10:5: 0x2 in main (shop)",
    "panic",
    "index out of bounds",
    "/srv/src/cart.zig 42 total ours",
  ],
  Julia: [
    "ERROR: LoadError: BoundsError: attempt to access\nStacktrace:\n [1] getindex\n   @ ./essentials.jl:13 [inlined]\n [2] total(cart::Cart)\n   @ Shop /srv/src/cart.jl:42",
    "BoundsError",
    "attempt to access",
    "./essentials.jl 13 getindex theirs",
  ],
  "Kotlin without the JVM": [
    "Uncaught Kotlin exception: kotlin.IllegalStateException: no price\n    at 0   Shop   0x1  kfun:com.acme.Cart#total(){} + 42 (/srv/Cart.kt:42:9)",
    "IllegalStateException",
    "no price",
    "/srv/Cart.kt 42 total ours",
  ],
  pytest: [
    "    def test_total():\n>       assert total([]) == 1\nE       TypeError: no price\n\ntests/test_cart.py:12: \nsrc/cart.py:42: TypeError",
    "TypeError",
    "no price",
    "src/cart.py 42 - ours",
  ],
  "an error of Go that keeps its stack": [
    "no price\ngithub.com/acme/shop/cart.(*Cart).Total\n\t/srv/shop/cart/cart.go:42\nmain.main\n\t/srv/shop/main.go:10",
    null,
    "no price",
    "/srv/shop/cart/cart.go 42 (*Cart).Total ours",
  ],
  "a logger of Go": [
    JSON.stringify({ level: "error", stacktrace: "github.com/acme/shop/cart.Total\n\t/srv/cart.go:42" }),
    null,
    null,
    "/srv/cart.go 42 Total ours",
  ],
  "Java through a lambda": [
    "java.lang.IllegalStateException: no price\n\tat com.acme.Cart$$Lambda/0x000001.apply(Unknown Source)\n\tat com.acme.Cart.total(Cart.java:42)",
    "IllegalStateException",
    "no price",
    "Unknown Source - apply theirs",
  ],
  ".NET at the top level": [
    "Unhandled exception. System.NullReferenceException: no price\n   at Program.<Main>$(String[] args) in /src/Program.cs:line 3",
    "NullReferenceException",
    "no price",
    "/src/Program.cs 3 <Main>$ ours",
  ],
  "several errors of JavaScript in one": [
    "AggregateError: All promises were rejected\n    at main (/srv/app/main.js:3:9) {\n  [errors]: [\n    TypeError: no price\n        at total (/srv/app/cart.js:42:5)\n  ]\n}",
    "TypeError",
    "no price",
    cart,
  ],
  "the components of React": [
    "Error: no price\n    at div\n    at Cart (/srv/app/cart.js:42:5)\n    at App (created by Root)\n    at main (/srv/app/main.js:4:5)",
    "Error",
    "no price",
    "/srv/app/cart.js 42 Cart ours",
  ],
  "Swift with the place in its words": [
    "Fatal error: Unexpectedly found nil: file Shop/Cart.swift, line 42",
    "Fatal error",
    "Unexpectedly found nil",
    "Shop/Cart.swift 42 - ours",
  ],
  Fly: [before("2026-11-28T10:00:00Z app[148ed] ams [info]", node), "TypeError", "no price", cart],
  "an error of a job of GitHub's": [
    `2026-11-28T10:00:00.1234567Z ##[error]${node.replaceAll("\n", "\n2026-11-28T10:00:00.1234567Z ")}`,
    "TypeError",
    "no price",
    cart,
  ],
  "a page with its own ends of lines": [
    node.replaceAll("\n", "<br>").replaceAll("    ", "&nbsp;&nbsp;"),
    "TypeError",
    "no price",
    cart,
  ],
};

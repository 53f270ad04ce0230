import { before, cents, node, price, java } from "./traces.ts";

const total = "Cart.java 42 lambda$total$0 ours";
const shop = "/srv/shop/src/cart.js 3 pay ours";
const short = "TypeError: x\n    at pay (/srv/shop/src/cart.js:3:1)";
const short2 = `${short}\n    at go (/srv/shop/src/go.js:1:1)`;

/** More of them: the error's class and words, and the innermost call. */
export const moreLogged: Record<
  string,
  [text: string, type: string | null, message: string | null, innermost: string]
> = {
  "a terminal in colours": [
    before("\u{1b}[36mweb-1  |\u{1b}[0m ", short).replaceAll("(/srv", "\u{1b}[90m(/srv"),
    "TypeError",
    "x",
    shop,
  ],
  "seconds since 1970": [before("1732700000.123 ", short2), "TypeError", "x", shop],
  "the time of the day": [before("10:00:00.123 ", short2), "TypeError", "x", shop],
  "dates with strokes": [before("2026/11/28 10:00:00 ", short2), "TypeError", "x", shop],
  "a process and a level": [
    before("[2026-11-28T10:00:00.000Z] [12] [error] ", short2),
    "TypeError",
    "x",
    shop,
  ],
  "a job of GitHub's": [
    before("build\tRun npm test\t2026-11-28T10:00:00.1234567Z ", short2),
    "TypeError",
    "x",
    shop,
  ],
  "several pods": [
    before("[pod/shop-7d9f/checkout] ", node),
    "TypeError",
    cents,
    "/srv/checkout/src/cart.js 38 - ours",
  ],
  "a collector that nobody knows": [
    before("shop-7d9f checkout ", java),
    "NullPointerException",
    price,
    total,
  ],
  "Android's studio": [
    before(
      "2026-11-28 10:00:00.123 12345-12345 AndroidRuntime          com.acme.shop                 E  ",
      java,
    ),
    "NullPointerException",
    price,
    total,
  ],
  "logcat without processes": [before("E/AndroidRuntime: ", java), "NullPointerException", price, total],
  "a list in JSON": [
    JSON.stringify({ errorType: "TypeError", stack: short2.split("\n") }),
    "TypeError",
    "x",
    shop,
  ],
  "a line of JSON each": [
    short2
      .split("\n")
      .map((line) => JSON.stringify({ log: `${line}\n`, stream: "stderr" }))
      .join("\n"),
    "TypeError",
    "x",
    shop,
  ],
  "Python in JSON": [
    JSON.stringify({
      exc: 'Traceback (most recent call last):\n  File "/srv/a.py", line 5, in main\n    go()\nValueError: y',
    }),
    "ValueError",
    "y",
    "/srv/a.py 5 main ours",
  ],
  "Python on Windows": [
    String.raw`Traceback (most recent call last):
  File "C:\new\cart.py", line 5, in total
ValueError: y`,
    "ValueError",
    "y",
    String.raw`C:\new\cart.py 5 total ours`,
  ],
  "a page": [`<pre>${short}</pre>`, "TypeError", "x", shop],
  "Node with calls left out": [
    "Error: outer\n    at pay (/srv/a.js:1:1)\n    ... 5 lines matching cause stack trace ...\n    at go (/srv/c.js:1:1) {\n  [cause]: TypeError: inner\n      at total (/srv/b.js:2:2)\n}",
    "TypeError",
    "inner",
    "/srv/b.js 2 total ours",
  ],
  Safari: [
    "TypeError: x\npay@https://shop.example/a.js:1:2\nglobal code@https://shop.example/a.js:3:4",
    "TypeError",
    "x",
    "https://shop.example/a.js 1 pay ours",
  ],
  Hermes: [
    "TypeError: x\n    at pay (address at index.android.bundle:1:1234)",
    "TypeError",
    "x",
    "index.android.bundle 1 pay ours",
  ],
  "Java with what went wrong besides": [
    "java.lang.IllegalStateException: x\n\tat com.acme.Cart.total(Cart.kt:1)\n\tSuppressed: java.io.IOException: y\n\t\tat com.acme.Db.close(Db.kt:2)\nCaused by: java.io.IOException: z\n\tat com.acme.Db.open(Db.kt:3)",
    "IOException",
    "z",
    "Db.kt 3 open ours",
  ],
  ".NET without symbols": [
    "System.NullReferenceException: x\n   at Shop.Cart.Total(Int32 n)\n   at Shop.Checkout.Pay()",
    "NullReferenceException",
    "x",
    "Shop.Cart - Total ours",
  ],
  "an asynchronous call of .NET": [
    "System.InvalidOperationException: outer\n ---> System.NullReferenceException: x\n   at Shop.Cart.<TotalAsync>d__3.MoveNext() in /src/Cart.cs:line 4\n--- End of stack trace from previous location ---\n   at Shop.Checkout.Pay() in /src/Checkout.cs:line 9",
    "NullReferenceException",
    "x",
    "/src/Cart.cs 4 TotalAsync ours",
  ],
  "Laravel's log": [
    String.raw`[2026-11-28 10:00:00] production.ERROR: No price {"exception":"[object] (ErrorException(code: 0): No price at /var/www/shop/app/Cart.php:42)
[stacktrace]
#0 /var/www/shop/app/Cart.php(42): Illuminate\\Foundation\\Bootstrap->handleError()
#1 /var/www/shop/app/Checkout.php(8): App\\Cart->total()
"}`,
    "ErrorException",
    "No price",
    String.raw`/var/www/shop/app/Cart.php 42 App\Cart->total ours`,
  ],
  "a warning of PHP": [
    "PHP Warning:  Undefined variable $price in /var/www/shop/src/Cart.php on line 42",
    "Warning",
    "Undefined variable $price",
    "/var/www/shop/src/Cart.php 42 - ours",
  ],
  "the log of Rails": [
    "NoMethodError (undefined method 'cents' for nil):\n  \napp/models/cart.rb:42:in 'total'",
    "NoMethodError",
    "undefined method 'cents' for nil",
    "app/models/cart.rb 42 total ours",
  ],
  "Rust without its calls": [
    "thread 'main' panicked at src/cart.rs:42:5:\nno price\nnote: run with `RUST_BACKTRACE=1`",
    "panic",
    "no price",
    "src/cart.rs 42 - ours",
  ],
  "an older Rust": [
    "thread 'main' panicked at 'no price', src/cart.rs:42:5",
    "panic",
    "no price",
    "src/cart.rs 42 - ours",
  ],
  "Go that was recovered": [
    "panic: no price [recovered]\n\tpanic: no price\n\ngoroutine 5 [running]:\nmain.Total(0x0)\n\t/srv/cart.go:3 +0x1",
    "panic",
    "no price",
    "/srv/cart.go 3 Total ours",
  ],
  "Elixir without a name": [
    "** (KeyError) no cents\n    (shop 0.1.0) lib/shop/cart.ex:42: anonymous fn/2 in Shop.Cart.total/1",
    "KeyError",
    "no cents",
    "lib/shop/cart.ex 42 total/1 ours",
  ],
  Flutter: [
    "The following _TypeError was thrown building Cart:\nno price\n\nWhen the exception was thrown, this was the stack:\n#0      Cart.total (package:shop/cart.dart:42:7)\n<asynchronous suspension>\n#1      main (package:shop/main.dart:3:1)",
    "_TypeError",
    "no price",
    "package:shop/cart.dart 42 Cart.total ours",
  ],
  "Dart in a browser": [
    "package:shop/cart.dart 42:7  Cart.total",
    null,
    null,
    "package:shop/cart.dart 42 Cart.total ours",
  ],
  Swift: [
    "Fatal error: Index out of range\nThread 0 crashed:\n0 0x01 Cart.total() + 42 in shop at /srv/shop/Sources/Cart.swift:12:5\n1 0x02 main in shop at /srv/shop/Sources/main.swift:3:1",
    "Fatal error",
    "Index out of range",
    "/srv/shop/Sources/Cart.swift 12 Cart.total() ours",
  ],
  "a report of Apple's": [
    "Thread 0 name: main\n0   libsystem_kernel.dylib   0x00007fff pread + 12\n\nThread 3 Crashed:\n0   UIKitCore   0x00007fff -[UIView draw] + 12\n1   Shop        0x0000000104 Cart.total() + 42 (Cart.swift:12)",
    null,
    null,
    "UIKitCore - -[UIView draw] theirs",
  ],
  "Swift without its calls": [
    "Shop/Cart.swift:12: Fatal error: Index out of range",
    "Fatal error",
    "Index out of range",
    "Shop/Cart.swift 12 - ours",
  ],
  "a debugger": [
    "#0  0x00007 in Cart::total (this=0x0) at src/cart.cpp:42\n#1  0x00007 in main () at src/main.cpp:3",
    null,
    null,
    "src/cart.cpp 42 Cart::total ours",
  ],
};

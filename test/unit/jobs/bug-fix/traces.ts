export const node = `The checkout is down:
TypeError: Cannot read properties of undefined (reading 'cents')
    at /srv/checkout/src/cart.js:38:26
    at Array.reduce (<anonymous>)
    at cartTotal (/srv/checkout/src/cart.js:36:21)
    at async Checkout.pay [as run] (file:///srv/checkout/src/checkout.js:8:20)
    at new Session (/srv/checkout/node_modules/session/index.js:3:1)
    at process.processTicksAndRejections (node:internal/process/task_queues:104:5)

Since this morning.`;

export const python = `Traceback (most recent call last):
  File "/usr/lib/python3.12/runpy.py", line 198, in _run_module_as_main
    return _run_code(code, main_globals, None,
           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  File "/srv/calendar/calendar/rules.py", line 42, in next_date
    start: int = day.replace(month=2)
  File "/srv/venv/lib/python3.12/site-packages/dateutil/parser.py", line 7, in <module>
    raise ParserError
dateutil.parser.ParserError: day is out of range for month`;

export const go = `2026/11/21 12:00:00 listening
panic: runtime error: index out of range [3] with length 3

goroutine 1 [running]:
panic({0x4f2e20?, 0xc000012120?})
	/usr/local/go/src/runtime/panic.go:770 +0x132
github.com/acme/shop/cart.(*Cart).Total(0xc0000b4000, {0x1, 0x2})
	/srv/shop/cart/cart.go:12 +0x1d
github.com/lib/pq.Open(...)
	/go/pkg/mod/github.com/lib/pq@v1.10.9/conn.go:3
main.main()
	/srv/shop/main.go:8 +0x1d
created by main.start in goroutine 1
	/srv/shop/main.go:3 +0x25

goroutine 7 [select]:
main.other()
	/srv/shop/other.go:1 +0x1`;

export const java = `Exception in thread "main" java.lang.RuntimeException: could not total
	at com.acme.shop.Checkout.pay(Checkout.java:20)
	at java.base/java.util.ArrayList.forEach(ArrayList.java:1511)
Caused by: java.lang.NullPointerException: Cannot invoke "Price.cents()" because "price" is null
	at com.acme.shop.Cart.lambda$total$0(Cart.java:42)
	at app//com.acme.shop.CartKt.total(Cart.kt:12)
	at jdk.internal.reflect.DirectMethodHandleAccessor.invoke(Native Method)
	... 12 more`;

export const before = (prefix: string, text: string): string => text.replaceAll(/^/gm, prefix);
export const cents = "Cannot read properties of undefined (reading 'cents')";
export const day = "day is out of range for month";
export const inCart = "/srv/checkout/src/cart.js 38 - ours";
export const inParser = "/srv/venv/lib/python3.12/site-packages/dateutil/parser.py 7 <module> theirs";
export const price = 'Cannot invoke "Price.cents()" because "price" is null';

/** Traces as logs and other languages have them: the error's class and words, and the innermost call. */
export const logged: Record<string, [text: string, type: string, message: string, innermost: string]> = {
  "docker compose": [before("web-1       | ", python), "ParserError", day, inParser],
  "a log with times": [before("2026-11-26T10:00:00.123Z ", node), "TypeError", cents, inCart],
  "a log with levels": [
    before("[2026-11-26 10:00:00,123] ERROR [worker-3] ", java.replaceAll("\tat ", "at ")),
    "NullPointerException",
    price,
    "Cart.java 42 lambda$total$0 ours",
  ],
  Kubernetes: [before("2026-11-26T10:00:00.1+01:00 stderr F ", python), "ParserError", day, inParser],
  Heroku: [before("2026-11-26T10:00:00.1+00:00 app[web.1]: ", node), "TypeError", cents, inCart],
  syslog: [before("Nov 26 10:00:00 shop-7 checkout[812]: ", node), "TypeError", cents, inCart],
  logcat: [
    before("11-26 10:00:00.000  812  812 E AndroidRuntime: ", java),
    "NullPointerException",
    price,
    "Cart.java 42 lambda$total$0 ours",
  ],
  "a line of JSON": [
    JSON.stringify({ level: "error", stack: node.split("\n").slice(1, -2).join("\n"), host: "shop-7" }),
    "TypeError",
    cents,
    inCart,
  ],
  "a group of exceptions": [
    [
      "  + Exception Group Traceback (most recent call last):",
      '  |   File "/srv/calendar/main.py", line 5, in main',
      "  | ExceptionGroup: two went wrong (2 sub-exceptions)",
      "  +-+---------------- 1 ----------------",
      "    | Traceback (most recent call last):",
      '    |   File "/srv/calendar/rules.py", line 9, in next_date',
      "    | ValueError: no such day",
      "    +---------------- 2 ----------------",
      "    | KeyError: 'b'",
      "    +------------------------------------",
    ].join("\n"),
    "ValueError",
    "no such day",
    "/srv/calendar/rules.py 9 next_date ours",
  ],
  Rust: [
    "thread 'main' panicked at src/cart.rs:42:5:\nno price\nstack backtrace:\n   0: rust_begin_unwind\n             at /rustc/9fc6b4/library/std/src/panicking.rs:652:5\n   1: shop::cart::total::h0123456789abcdef\n             at ./src/cart.rs:42:5",
    "panic",
    "no price",
    "/rustc/9fc6b4/library/std/src/panicking.rs 652 rust_begin_unwind theirs",
  ],
  ".NET": [
    "Unhandled exception. System.NullReferenceException: no price\n   at Npgsql.Reader.Read(Int32 n) in /_/src/Reader.cs:line 7\n   at Shop.Cart.Total(List`1 lines) in /src/Shop/Cart.cs:line 42",
    "NullReferenceException",
    "no price",
    "/_/src/Reader.cs 7 Read theirs",
  ],
  PHP: [
    "PHP Fatal error:  Uncaught TypeError: no price in /var/www/shop/src/Cart.php:42\nStack trace:\n#0 /var/www/shop/src/Checkout.php(8): Shop\\Cart->total(Array)\n#1 {main}\n  thrown in /var/www/shop/src/Cart.php on line 42",
    "TypeError",
    "no price",
    "/var/www/shop/src/Cart.php 42 Shop\\Cart->total ours",
  ],
  Ruby: [
    "app/models/cart.rb:42:in 'Cart#total': no price (NoMethodError)\n\tfrom app/controllers/checkout.rb:8:in 'pay'",
    "NoMethodError",
    "no price",
    "app/models/cart.rb 42 Cart#total ours",
  ],
  Elixir: [
    "** (KeyError) key :cents not found\n    (elixir 1.18.0) lib/enum.ex:2510: Enum.reduce/3\n    (shop 0.1.0) lib/shop/cart.ex:42: Shop.Cart.total/1",
    "KeyError",
    "key :cents not found",
    "lib/enum.ex 2510 reduce/3 theirs",
  ],
  Dart: [
    "Unhandled exception:\nStateError: no price\n#0      Cart.total (package:shop/cart.dart:42:7)\n#1      main (file:///srv/shop/bin/main.dart:3:1)",
    "StateError",
    "no price",
    "package:shop/cart.dart 42 Cart.total ours",
  ],
};

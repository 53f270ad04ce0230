import type { Frame } from "./frame.ts";

const foreignPaths: readonly RegExp[] = [
  /(?:^|\/)node_modules\//,
  /^(?:node|internal|bun|deno|ext|dart):/,
  /^internal\//,
  /^(?:native|unknown source|native method|\[internal function\])$/i,
  /^<.*>$/,
  /^(?:chrome|moz|safari-web)-extension:/,
  /\/(?:site|dist)-packages\//,
  /\/lib\/python\d[\d.]*\//,
  // Go's own packages have no dot in their first part; modules that were downloaded lie in a cache of their own.
  /\/go[\d.]*\/src\/(?![^/]*\.)/i,
  /\/pkg\/mod\//,
  /(?:^|\/)vendor\//,
  // Rust, Ruby, Elixir, Dart, Apple.
  /^\/rustc\/|\/\.cargo\/(?:registry|git)\//,
  /\/gems\/|\/lib\/ruby\//,
  /(?:^|\/)deps\/[^/]+\/(?:lib|src)\//,
  /\/\.pub-cache\/|^package:(?:flutter|flutter_test)\//,
  /^\/(?:System\/Library|usr\/lib)\/|\.dylib$/,
];

/** Modules of the languages themselves, of their frameworks and of what speaks to databases and queues. */
const foreignModules: readonly RegExp[] = [
  // The JVM.
  /^(?:java|javax|jakarta|jdk|sun|com\.sun|kotlin|kotlinx|scala|groovy|clojure|android|androidx|dalvik)\./,
  /^(?:org\.(?:springframework|apache|hibernate|postgresql|mariadb|h2|sqlite|jooq|mybatis|flywaydb|eclipse|jboss|glassfish|slf4j|junit|mockito|aspectj|quartz|mongodb|reactivestreams|thymeleaf|jetbrains\.exposed)|com\.(?:mysql|zaxxer|microsoft\.sqlserver|mongodb|datastax|fasterxml|amazonaws|squareup|rabbitmq|netflix|google\.(?:common|gson|inject|protobuf|api|cloud|firebase|android)|facebook\.react)|oracle\.jdbc|io\.(?:netty|grpc|lettuce|micrometer|micronaut|quarkus|vertx|ktor|reactivex|r2dbc|opentelemetry|sentry|undertow)|software\.amazon|redis\.clients|reactor|rx|okhttp3|okio|retrofit2|feign|ch\.qos|net\.bytebuddy|liquibase|akka|dagger)\./,
  // Python.
  /^(?:django|flask|werkzeug|jinja2|starlette|fastapi|uvicorn|gunicorn|aiohttp|sqlalchemy|psycopg2?|pymysql|asyncpg|redis|celery|kombu|requests|urllib3|httpx|pydantic|botocore|boto3|asyncio|concurrent|threading|importlib|sentry_sdk)(?:\.|$)/,
  // Go.
  /^runtime(?:\/|$)/,
  // .NET.
  /^(?:System|Microsoft|Npgsql|MySql(?:Connector)?|Newtonsoft|Dapper|MediatR|AutoMapper|Serilog|Polly|Hangfire|StackExchange\.Redis)(?:\.|$)/,
  // PHP.
  /^\\?(?:Illuminate|Symfony|Doctrine|GuzzleHttp|Monolog|Laravel|Twig|Psr|PDO)(?:\\|$)/,
  // Elixir and Erlang.
  /^(?:Phoenix|Plug|Ecto|DBConnection|Postgrex|MyXQL|Bandit|Cowboy|Absinthe|Oban|GenServer|Supervisor|Task|Enum|Stream|Process|Kernel|Map|Keyword|Code|:\w+)(?:\.|$)/,
  // Rust and C++.
  /^<?(?:core|std|alloc|tokio|hyper|axum|actix_\w+|tower|serde\w*|sqlx|diesel|reqwest|futures\w*|rayon|backtrace|rust_begin_unwind)(?:::|$)/,
];

/** Whether a call looks like the application's own code, and not like a library's, the language's or the browser's. */
export function isInApp({ file, module }: Pick<Frame, "file" | "module">): boolean {
  const path = file.replaceAll("\\", "/");
  return (
    !foreignPaths.some((foreign) => foreign.test(path)) &&
    (module === null || !foreignModules.some((foreign) => foreign.test(module)))
  );
}

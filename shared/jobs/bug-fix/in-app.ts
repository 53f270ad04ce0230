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
  /\/\.pub-cache\/|^package:(?:flutter\w*|dio|http|bloc|provider|riverpod|get|sqflite|firebase\w*|cloud_firestore|go_router|rxdart|hive\w*|drift|isar|shared_preferences|supabase\w*|graphql\w*|async|collection|stack_trace|sentry\w*)\//,
  // Julia, Perl, Lua, Erlang, Haskell, Zig.
  /^\.\/[\w/]+\.jl$|\/\.julia\/packages\/|\/share\/julia\//,
  /\/(?:share|lib|lib64)\/(?:\S*\/)?(?:perl5?|lua)\//,
  /^(?:gen_\w+|proc_lib|supervisor|lists|maps|erl_eval|shell|ets|timer|application_master)\.erl$/,
  /^libraries\/[\w-]+\/|\/lib\/(?:zig|std)\//,
  /^\/(?:System\/Library|usr\/lib)\/|\.dylib$/,
];

/** Modules of the languages themselves, of their frameworks and of what speaks to databases and queues. */
const foreignModules: readonly RegExp[] = [
  // The JVM.
  /^(?:java|javax|jakarta|jdk|sun|com\.sun|kotlin|kotlinx|scala|groovy|clojure|android|androidx|dalvik)\./,
  /^(?:org\.(?:springframework|apache|hibernate|postgresql|mariadb|h2|sqlite|jooq|mybatis|flywaydb|eclipse|jboss|glassfish|slf4j|junit|mockito|aspectj|quartz|mongodb|reactivestreams|thymeleaf|jetbrains\.(?:exposed|kotlinx)|elasticsearch|opensearch|neo4j|bson|redisson|firebirdsql|koin|http4s|typelevel|camunda)|com\.(?:mysql|zaxxer|microsoft\.sqlserver|mongodb|datastax|fasterxml|amazonaws|squareup|rabbitmq|netflix|google\.(?:common|gson|inject|protobuf|api|cloud|firebase|android)|facebook\.react|oracle|ibm\.db2|clickhouse|couchbase|hazelcast|alibaba\.druid|p6spy|nimbusds|typesafe|vaadin|stripe|sendgrid|sap\.db|github\.benmanes|apollographql)|oracle\.jdbc|io\.(?:netty|grpc|lettuce|micrometer|micronaut|quarkus|vertx|ktor|reactivex|r2dbc|opentelemetry|sentry|undertow|confluent|jsonwebtoken|swagger|nats|minio|helidon|dropwizard)|software\.amazon|redis\.clients|reactor|rx|okhttp3|okio|retrofit2|feign|ch\.qos|net\.bytebuddy|liquibase|akka|dagger|slick|doobie|zio|cats|play|koin|coil)\./,
  // Python.
  /^(?:django|flask|werkzeug|jinja2|starlette|fastapi|uvicorn|gunicorn|aiohttp|sqlalchemy|psycopg2?|pymysql|asyncpg|redis|celery|kombu|requests|urllib3|httpx|pydantic|botocore|boto3|asyncio|concurrent|threading|importlib|sentry_sdk|mysql|MySQLdb|pymongo|motor|peewee|tortoise|cassandra|elasticsearch|grpc|pika|kafka|aiokafka|tornado|sanic|bottle|pyramid|dramatiq|rq|huey|marshmallow|graphene|strawberry|anyio|trio|websockets|numpy|pandas|rest_framework|channels|alembic|google\.(?:api_core|auth|cloud))(?:\.|$)/,
  // Go.
  /^runtime(?:\/|$)/,
  // .NET.
  /^(?:System|Microsoft|Npgsql|MySql(?:Connector)?|Newtonsoft|Dapper|MediatR|AutoMapper|Serilog|Polly|Hangfire|StackExchange\.Redis|MongoDB|Azure|Amazon|Grpc|NHibernate|RabbitMQ|Confluent|MassTransit|FluentValidation|Oracle|Quartz|Refit|Elasticsearch|Swashbuckle|IdentityServer4|xunit|NUnit)(?:\.|$)/,
  // PHP.
  /^\\?(?:Illuminate|Symfony|Doctrine|GuzzleHttp|Monolog|Laravel|Twig|Psr|PDO|Predis|MongoDB|Aws|Carbon|League|Ramsey|Composer|PHPUnit|Yiisoft|yii|Cake|Slim|Laminas|Zend|Nette|Livewire|Filament|Spatie|Sentry)(?:\\|$)/,
  // Elixir and Erlang.
  /^(?:Phoenix|Plug|Ecto|DBConnection|Postgrex|MyXQL|Bandit|Cowboy|Absinthe|Oban|GenServer|Supervisor|Tesla|Finch|Mint|HTTPoison|Req|Broadway|GenStage|Redix|Mongo|Jason|Poison|Swoosh|Logger|String|List|Agent|Registry|Access|Integer|IO|File|Task|Enum|Stream|Process|Kernel|Map|Keyword|Code|:\w+)(?:\.|$)/,
  // Rust and C++.
  /^<?(?:core|std|alloc|tokio|hyper|axum|actix_\w+|tower|serde\w*|sqlx|diesel|reqwest|futures\w*|rayon|backtrace|rust_begin_unwind|mysql(?:_\w+)?|mongodb|redis|tonic|rocket|warp|sea_orm|async_std|h2|rustls|native_tls|(?:tokio_)?postgres|deadpool\w*|tracing\w*|anyhow|eyre|chrono|lapin|rdkafka|aws_\w+)(?:::|$)/,
];

/** Whether a call looks like the application's own code, and not like a library's, the language's or the browser's. */
export function isInApp({ file, module }: Pick<Frame, "file" | "module">): boolean {
  const path = file.replaceAll("\\", "/");
  return (
    !foreignPaths.some((foreign) => foreign.test(path)) &&
    (module === null || !foreignModules.some((foreign) => foreign.test(module)))
  );
}

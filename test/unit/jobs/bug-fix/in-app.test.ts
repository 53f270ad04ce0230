import { describe, expect, it } from "vitest";
import { isInApp } from "../../../../shared/jobs/bug-fix/in-app.ts";

describe("a call by its module or its file", () => {
  it.each([
    ["PgConnection.java", "org.postgresql.jdbc.PgConnection"],
    ["ConnectionImpl.java", "com.mysql.cj.jdbc.ConnectionImpl"],
    ["OracleStatement.java", "oracle.jdbc.driver.OracleStatement"],
    ["RestClient.java", "org.elasticsearch.client.RestClient"],
    ["connection.py", "mysql.connector.connection"],
    ["pool.py", "pymongo.pool"],
    ["MongoDB.Driver.Core.Connection", "MongoDB.Driver.Core.Connection"],
    ["Client.php", "Predis\\Client"],
    ["lib/tesla.ex", "Tesla"],
    ["src/client.rs", "mongodb::client"],
    ["package:dio/src/dio.dart", null],
    ["/srv/shop/node_modules/pg/lib/client.js", null],
    ["/usr/local/go/src/database/sql/sql.go", "database/sql"],
    ["/srv/app/vendor/doctrine/dbal/src/Connection.php", null],
  ])("is a library's: %s of %s", (file, module) => {
    expect(isInApp({ file, module })).toBe(false);
  });

  it.each([
    ["Cart.java", "com.acme.shop.Cart"],
    ["Kafka.java", "com.acme.kafka.Kafka"],
    ["/srv/shop/http/client.py", "http_client.api"],
    ["Cart.cs", "Shop.Oracle.Cart"],
    ["src/cart.rs", "shop::cart"],
    ["lib/shop/list.ex", "Shop.List"],
    ["package:shop/cart.dart", null],
    ["package:getaway/cart.dart", null],
    ["/srv/shop/src/Cart.php", "App\\Cart"],
  ])("is ours: %s of %s", (file, module) => {
    expect(isInApp({ file, module })).toBe(true);
  });
});

#!/usr/bin/env node
import { readFileSync } from "node:fs";
import { agendaOfMonth } from "./agenda.js";
import { readEvents } from "./events.js";

const [file, month] = process.argv.slice(2);
if (!file || !/^\d{4}-\d{2}$/.test(month ?? "")) {
  console.error("usage: acme-agenda <events.json> <year-month>");
  process.exit(2);
}
const [year, number] = month.split("-").map(Number);
for (const { date, title } of agendaOfMonth(readEvents(readFileSync(file, "utf8")), year, number)) {
  console.log(`${date}  ${title}`);
}

CREATE TABLE `forgotten` (
	`memory_id` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `forgotten_at` ON `forgotten` (`at`);--> statement-breakpoint
CREATE TABLE `ledger_readers` (
	`name` text PRIMARY KEY NOT NULL,
	`seq` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `memories` (
	`id` text PRIMARY KEY NOT NULL,
	`project` text NOT NULL,
	`kind` text NOT NULL,
	`title` text NOT NULL,
	`text` text NOT NULL,
	`url` text,
	`task_id` text,
	`by` text,
	`provenance` text NOT NULL,
	`at` integer NOT NULL,
	`embedder` text,
	`vector` text
);
--> statement-breakpoint
CREATE INDEX `memories_newest` ON `memories` (`project`,`at`,`id`);--> statement-breakpoint
CREATE INDEX `memories_embedder` ON `memories` (`embedder`,`id`);
--> statement-breakpoint
-- Memories by their words. Kept by triggers, so that no writer can forget it, and what is forgotten is out of it at once.
CREATE VIRTUAL TABLE memory_search USING fts5 (title, text, tokenize = 'unicode61 remove_diacritics 2');
--> statement-breakpoint
CREATE TRIGGER memory_search_gains AFTER INSERT ON memories BEGIN
  INSERT INTO memory_search (rowid, title, text) VALUES (new.rowid, new.title, new.text);
END;
--> statement-breakpoint
CREATE TRIGGER memory_search_loses AFTER DELETE ON memories BEGIN
  DELETE FROM memory_search WHERE rowid = old.rowid;
END;

CREATE TABLE `mailboxes` (
	`address` text PRIMARY KEY NOT NULL,
	`history_id` text,
	`seen_at` integer NOT NULL,
	`lease` text,
	`lease_until` integer,
	`wanted_at` integer NOT NULL,
	`looked_at` integer NOT NULL,
	`due_at` integer NOT NULL,
	`error` text,
	`watch_until` integer,
	`watch_due_at` integer NOT NULL,
	`watch_error` text
);
--> statement-breakpoint
ALTER TABLE `effects` ADD `look_at` integer;--> statement-breakpoint
CREATE INDEX `effects_look` ON `effects` (`look_at`) WHERE look_at IS NOT NULL;
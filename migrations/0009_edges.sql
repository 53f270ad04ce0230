CREATE TABLE `polls` (
	`source` text PRIMARY KEY NOT NULL,
	`state` text NOT NULL,
	`due_at` integer NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE `tasks` ADD `awaits` text;--> statement-breakpoint
CREATE INDEX `tasks_awaiting` ON `tasks` (`created_at`) WHERE awaits IS NOT NULL;--> statement-breakpoint
ALTER TABLE `actions` ADD `sketch` text;
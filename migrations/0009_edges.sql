ALTER TABLE `tasks` ADD `awaits` text;--> statement-breakpoint
CREATE INDEX `tasks_awaiting` ON `tasks` (`created_at`) WHERE awaits IS NOT NULL;--> statement-breakpoint
ALTER TABLE `actions` ADD `sketch` text;
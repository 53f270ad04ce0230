CREATE TABLE `schedules` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`cron` text,
	`moment` integer,
	`time_zone` text NOT NULL,
	`project` text NOT NULL,
	`kind` text,
	`text` text NOT NULL,
	`channel` text,
	`paused` integer NOT NULL,
	`next_at` integer,
	`last_at` integer,
	`last_signal` text,
	`created_by` text NOT NULL,
	`words_by` text NOT NULL,
	`updated_by` text NOT NULL,
	`updated_at` integer NOT NULL,
	`version` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `schedules_due` ON `schedules` (`next_at`) WHERE next_at IS NOT NULL;
CREATE TABLE `voices` (
	`id` text PRIMARY KEY NOT NULL,
	`project` text NOT NULL,
	`task_id` text NOT NULL,
	`title` text NOT NULL,
	`about` text NOT NULL,
	`version` integer,
	`words` text NOT NULL,
	`speaker` text NOT NULL,
	`model` text NOT NULL,
	`key` text NOT NULL,
	`bytes` integer NOT NULL,
	`ms` integer NOT NULL,
	`by` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `voices_newest` ON `voices` (`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `voices_about` ON `voices` (`about`,`created_at`,`id`);
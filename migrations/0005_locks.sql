CREATE TABLE `stops` (
	`id` text PRIMARY KEY NOT NULL,
	`scope` text NOT NULL,
	`name` text NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	`reason` text NOT NULL,
	`resumed_by` text,
	`resumed_at` integer,
	`resumed_reason` text,
	`settled_at` integer
);
--> statement-breakpoint
CREATE INDEX `stops_newest` ON `stops` (`at`,`id`);--> statement-breakpoint
CREATE INDEX `stops_ended` ON `stops` (`resumed_at`);--> statement-breakpoint
CREATE INDEX `stops_unsettled` ON `stops` (`resumed_at`) WHERE settled_at IS NULL;--> statement-breakpoint
CREATE UNIQUE INDEX `stops_open` ON `stops` (`scope`,`name`) WHERE resumed_at IS NULL;--> statement-breakpoint
ALTER TABLE `approvals` ADD `clock_at` integer;
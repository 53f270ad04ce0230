CREATE TABLE `reindexes` (
	`id` text PRIMARY KEY NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	`after` text DEFAULT '' NOT NULL,
	`taken` integer DEFAULT 0 NOT NULL,
	`ended_at` integer
);
--> statement-breakpoint
CREATE INDEX `reindexes_open` ON `reindexes` (`ended_at`,`at`);--> statement-breakpoint
CREATE TABLE `house_proposals` (
	`id` text PRIMARY KEY NOT NULL,
	`project` text NOT NULL,
	`kind` text NOT NULL,
	`words` text NOT NULL,
	`evidence` text NOT NULL,
	`state` text NOT NULL,
	`at` integer NOT NULL,
	`decided_by` text,
	`decided_at` integer
);
--> statement-breakpoint
CREATE INDEX `house_proposals_state` ON `house_proposals` (`state`,`at`,`id`);--> statement-breakpoint
CREATE INDEX `house_proposals_project` ON `house_proposals` (`project`,`at`,`id`);--> statement-breakpoint
ALTER TABLE `memories` ADD `part_of` text;--> statement-breakpoint
CREATE INDEX `memories_kind` ON `memories` (`project`,`kind`,`at`,`id`);--> statement-breakpoint
CREATE INDEX `memories_oldest` ON `memories` (`kind`,`at`);--> statement-breakpoint
CREATE INDEX `memories_part_of` ON `memories` (`part_of`);
ALTER TABLE `deliveries` ADD `base` text;--> statement-breakpoint
ALTER TABLE `deliveries` ADD `foundation` text;--> statement-breakpoint
ALTER TABLE `deliveries` ADD `paused` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `deliveries` ADD `again` text;--> statement-breakpoint
ALTER TABLE `delivery_stories` ADD `attempt` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `delivery_stories` ADD `planned` text;--> statement-breakpoint
ALTER TABLE `delivery_stories` ADD `commit` text;
DROP TABLE "drill_delivery" CASCADE;--> statement-breakpoint
DROP TABLE "notice_delivery" CASCADE;
CREATE TABLE "case_result" (
	"id" text PRIMARY KEY NOT NULL,
	"tip_off_id" text NOT NULL,
	"content" jsonb NOT NULL,
	CONSTRAINT "case_result_tip_off_id_unique" UNIQUE("tip_off_id")
);
--> statement-breakpoint
CREATE TABLE "result_quarter" (
	"quarter" text PRIMARY KEY NOT NULL,
	"content" jsonb NOT NULL,
	"published_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "case_result" ADD CONSTRAINT "case_result_tip_off_id_tip_off_id_fk" FOREIGN KEY ("tip_off_id") REFERENCES "public"."tip_off"("id") ON DELETE cascade ON UPDATE no action;
CREATE TABLE "case_note" (
	"sequence" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "case_note_sequence_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"tip_off_id" text NOT NULL,
	"audience" text NOT NULL,
	"author" text NOT NULL,
	"kind" text NOT NULL,
	"sealed" "bytea" NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "case_note_audience" CHECK ("case_note"."audience" in ('reporter', 'office'))
);
--> statement-breakpoint
CREATE TABLE "custodian_key" (
	"id" text PRIMARY KEY NOT NULL,
	"recipient" text NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"retired_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "reward_entry" (
	"sequence" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "reward_entry_sequence_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"tip_off_id" text NOT NULL,
	"case_no" text NOT NULL,
	"kind" text NOT NULL,
	"from_account" text NOT NULL,
	"to_account" text NOT NULL,
	"fen" bigint NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "reward_entry_kind" CHECK ("reward_entry"."kind" in ('approve', 'pay', 'release', 'reclaim')),
	CONSTRAINT "reward_entry_positive" CHECK ("reward_entry"."fen" > 0),
	CONSTRAINT "reward_entry_moves" CHECK ("reward_entry"."from_account" <> "reward_entry"."to_account")
);
--> statement-breakpoint
CREATE TABLE "sealed_item" (
	"sequence" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "sealed_item_sequence_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"tip_off_id" text NOT NULL,
	"kind" text NOT NULL,
	"key_id" text NOT NULL,
	"sealed" "bytea" NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "sealed_item_kind" CHECK ("sealed_item"."kind" in ('identity', 'claim', 'original'))
);
--> statement-breakpoint
CREATE TABLE "tip_off_case" (
	"tip_off_id" text PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"state" text NOT NULL,
	"reward" text NOT NULL,
	"kind" text NOT NULL,
	"adcode" text,
	"next_due_at" timestamp (3) with time zone,
	"claim_secret" text,
	"claim_tries" integer DEFAULT 0 NOT NULL,
	"person_tag" text,
	"content" jsonb NOT NULL
);
--> statement-breakpoint
ALTER TABLE "case_note" ADD CONSTRAINT "case_note_tip_off_id_tip_off_id_fk" FOREIGN KEY ("tip_off_id") REFERENCES "public"."tip_off"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sealed_item" ADD CONSTRAINT "sealed_item_tip_off_id_tip_off_id_fk" FOREIGN KEY ("tip_off_id") REFERENCES "public"."tip_off"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tip_off_case" ADD CONSTRAINT "tip_off_case_tip_off_id_tip_off_id_fk" FOREIGN KEY ("tip_off_id") REFERENCES "public"."tip_off"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "case_note_tip_off" ON "case_note" USING btree ("tip_off_id");--> statement-breakpoint
CREATE UNIQUE INDEX "reward_entry_once" ON "reward_entry" USING btree ("tip_off_id","kind");--> statement-breakpoint
CREATE INDEX "sealed_item_tip_off" ON "sealed_item" USING btree ("tip_off_id");--> statement-breakpoint
CREATE INDEX "tip_off_case_state" ON "tip_off_case" USING btree ("state");--> statement-breakpoint
CREATE INDEX "tip_off_case_next_due_at" ON "tip_off_case" USING btree ("next_due_at");--> statement-breakpoint
CREATE INDEX "tip_off_case_person" ON "tip_off_case" USING btree ("person_tag");
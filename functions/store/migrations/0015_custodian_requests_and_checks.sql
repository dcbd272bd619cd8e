CREATE TABLE "claim_check" (
	"tip_off_id" text PRIMARY KEY NOT NULL,
	"ground" text NOT NULL,
	"decided_by" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "claim_check_ground" CHECK ("claim_check"."ground" in ('clear', 'staff', 'relative', 'agent', 'duty', 'other'))
);
--> statement-breakpoint
CREATE TABLE "identity_request" (
	"tip_off_id" text PRIMARY KEY NOT NULL,
	"asked_by" text NOT NULL,
	"recipient" text NOT NULL,
	"sealed" "bytea",
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "claim_check" ADD CONSTRAINT "claim_check_tip_off_id_tip_off_id_fk" FOREIGN KEY ("tip_off_id") REFERENCES "public"."tip_off"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identity_request" ADD CONSTRAINT "identity_request_tip_off_id_tip_off_id_fk" FOREIGN KEY ("tip_off_id") REFERENCES "public"."tip_off"("id") ON DELETE cascade ON UPDATE no action;
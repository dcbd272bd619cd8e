import type { ClaimGround } from '../../src/domain/claim-check.ts';
import { toInstant } from '../../src/domain/instant.ts';
import { appendAudit } from './audit-log.ts';
import type { SealedKind } from './case-contract.ts';
import { caseNote, custodianKey, sealedItem, tipOffCase } from './case-schema.ts';
import type { CustodianStore } from './custodian-contract.ts';
import { claimCheck, identityRequest } from './custodian-schema.ts';
import { createCustodianQueues } from './custodian-queues.ts';
import type { Database } from './database.ts';
import { and, asc, eq, sql } from './drizzle.ts';
import type { TipKeys } from './tip-keys.ts';
import { seal, unseal } from './tip-off-cipher.ts';

/** What lies with the custodian: sealed things, requests for them, and decisions about claims. */
export function createCustodianStore(database: Database, keys: TipKeys): CustodianStore {
  return {
    ...createCustodianQueues(database),

    async listItems(id) {
      if ((await keys.open(id)) === null) return [];
      const rows = await database
        .select({
          sequence: sealedItem.sequence,
          kind: sealedItem.kind,
          keyId: sealedItem.keyId,
          sizeBytes: sql<number>`length(${sealedItem.sealed})`,
          at: sealedItem.at,
        })
        .from(sealedItem)
        .where(eq(sealedItem.tipOffId, id))
        .orderBy(asc(sealedItem.sequence));
      return rows.map((row) => ({ ...row, kind: row.kind as SealedKind, at: toInstant(row.at) }));
    },

    async readItem(id, sequence) {
      const [row] = await database
        .select({ sealed: sealedItem.sealed })
        .from(sealedItem)
        .where(and(eq(sealedItem.tipOffId, id), eq(sealedItem.sequence, sequence)));
      const key = row === undefined ? null : await keys.open(id);
      return row === undefined || key === null ? null : unseal(key, row.sealed, `${id}:sealed`);
    },

    async saveRequest(id, { askedBy, recipient }, at) {
      const values = { askedBy, recipient, sealed: null, at: new Date(at) };
      await database
        .insert(identityRequest)
        .values({ tipOffId: id, ...values })
        .onConflictDoUpdate({ target: identityRequest.tipOffId, set: values });
    },

    async findRequest(id) {
      const [row] = await database.select().from(identityRequest).where(eq(identityRequest.tipOffId, id));
      if (row === undefined) return null;
      const { askedBy, recipient, sealed, at } = row;
      return { askedBy, recipient, isSealed: sealed !== null, at: toInstant(at) };
    },

    async sealForAsker(id, sealed) {
      const key = await keys.open(id);
      if (key === null) return false;
      const rows = await database
        .update(identityRequest)
        .set({ sealed: seal(key, sealed, `${id}:for-asker`) })
        .where(eq(identityRequest.tipOffId, id))
        .returning({ id: identityRequest.tipOffId });
      return rows.length > 0;
    },

    async readForAsker(id) {
      const [row] = await database
        .select({ sealed: identityRequest.sealed })
        .from(identityRequest)
        .where(eq(identityRequest.tipOffId, id));
      const sealed = row?.sealed ?? null;
      const key = sealed === null ? null : await keys.open(id);
      return sealed === null || key === null ? null : unseal(key, sealed, `${id}:for-asker`);
    },

    async dropRequest(id) {
      await database.delete(identityRequest).where(eq(identityRequest.tipOffId, id));
    },

    async saveTag(id, tag, audit) {
      await database.transaction(async (tx) => {
        // Another person than the one who was looked at: the decision was about somebody else.
        await tx.execute(sql`delete from claim_check k using tip_off_case c
          where k.tip_off_id = ${id} and c.tip_off_id = ${id} and c.person_tag <> ${tag}`);
        await tx.update(tipOffCase).set({ personTag: tag }).where(eq(tipOffCase.tipOffId, id));
        await appendAudit(tx, audit);
      });
    },

    async findCheck(id) {
      const [row] = await database.select().from(claimCheck).where(eq(claimCheck.tipOffId, id));
      if (row === undefined) return null;
      return { ground: row.ground as ClaimGround, decidedBy: row.decidedBy, at: toInstant(row.at) };
    },

    async saveCheck(id, { ground, decidedBy, at }, words, audit) {
      // Opened before the transaction: a file must not be waited for while rows are locked.
      const key = await keys.open(id);
      if (key === null) return false;
      const values = { ground, decidedBy, at: new Date(at) };
      await database.transaction(async (tx) => {
        await tx
          .insert(claimCheck)
          .values({ tipOffId: id, ...values })
          .onConflictDoUpdate({ target: claimCheck.tipOffId, set: values });
        await tx.insert(caseNote).values({
          tipOffId: id,
          audience: 'office',
          author: decidedBy,
          kind: 'claim-check',
          sealed: seal(key, Buffer.from(words), `${id}:note`),
          at: new Date(at),
        });
        await appendAudit(tx, audit);
      });
      return true;
    },

    async addKey(key, audit) {
      const at = new Date(audit.at);
      return database.transaction(async (tx) => {
        const added = await tx
          .insert(custodianKey)
          .values({ ...key, createdAt: at, retiredAt: null })
          .onConflictDoNothing()
          .returning({ id: custodianKey.id });
        if (added.length === 0) return false;
        await tx
          .update(custodianKey)
          .set({ retiredAt: at })
          .where(sql`${custodianKey.id} <> ${key.id} and ${custodianKey.retiredAt} is null`);
        await appendAudit(tx, audit);
        return true;
      });
    },

    async retireKey(id, audit) {
      return database.transaction(async (tx) => {
        const retired = await tx
          .update(custodianKey)
          .set({ retiredAt: new Date(audit.at) })
          .where(sql`${custodianKey.id} = ${id} and ${custodianKey.retiredAt} is null`)
          .returning({ id: custodianKey.id });
        if (retired.length > 0) await appendAudit(tx, audit);
        return retired.length > 0;
      });
    },
  };
}

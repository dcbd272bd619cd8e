import type { ClaimCheck } from '../../src/domain/claim-check.ts';
import type { Instant } from '../../src/domain/instant.ts';
import type { PersonClaim, PersonTag } from '../../src/domain/person-tag.ts';
import type { AuditEntry } from './audit-contract.ts';
import type { SealedKind } from './case-contract.ts';

/** One thing sealed to the custodian, without its bytes. */
export interface SealedHeading {
  sequence: number;
  kind: SealedKind;
  keyId: string;
  sizeBytes: number;
  at: Instant;
}

export interface IdentityRequest {
  askedBy: string;
  /** Of the asker's browser, for this request alone. */
  recipient: string;
  isSealed: boolean;
  at: Instant;
}

/** May be imported by whoever pays: nothing is paid before a person has looked at who claims. */
export interface ClaimGate {
  /**
   * True when the claimant was tagged and a custodian found nothing that shuts them out. False until then, and when
   * something was found: then the reward is to be denied.
   */
  claimIsCleared(caseId: string): Promise<boolean>;
}

export interface CustodianStore extends ClaimGate {
  /** Oldest first. Empty when the tip's key is gone. */
  listItems(id: string): Promise<readonly SealedHeading[]>;
  /** age ciphertext as the reporter's browser made it; null: no such thing in this case, or purged. */
  readItem(id: string, sequence: number): Promise<Uint8Array | null>;
  /** The asker's key; replaces an earlier one and what was sealed to it. */
  saveRequest(id: string, request: { askedBy: string; recipient: string }, at: Instant): Promise<void>;
  findRequest(id: string): Promise<IdentityRequest | null>;
  /** False: no request, or the tip was purged. */
  sealForAsker(id: string, sealed: Uint8Array): Promise<boolean>;
  readForAsker(id: string): Promise<Uint8Array | null>;
  dropRequest(id: string): Promise<void>;
  /** Cases in which the custodian has something to do: asked, granted, or claimed and not decided. */
  listWaiting(): Promise<readonly string[]>;
  /** A decision about another person than this one falls away with it. */
  saveTag(id: string, tag: PersonTag, audit: AuditEntry): Promise<void>;
  findTag(id: string): Promise<PersonTag | null>;
  /** Rewards approved for the person behind the tag that did not fall away, newest first. */
  listClaims(tag: PersonTag): Promise<readonly PersonClaim[]>;
  findCheck(id: string): Promise<ClaimCheck | null>;
  /** The decision, its words as a sealed office note, and its line of the log, in one transaction. False when purged. */
  saveCheck(id: string, check: ClaimCheck, words: string, audit: AuditEntry): Promise<boolean>;
  /** A key and its line of the log; those before it are retired with it. False when it is there already. */
  addKey(key: { id: string; recipient: string; createdBy: string }, audit: AuditEntry): Promise<boolean>;
  /** False: unknown or retired before. */
  retireKey(id: string, audit: AuditEntry): Promise<boolean>;
  /** How many things are sealed to each key. */
  countByKey(): Promise<ReadonlyMap<string, number>>;
}

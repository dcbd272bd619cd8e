import type { Instant } from '../../src/domain/instant.ts';
import type { PushAddress } from '../../src/domain/subscription.ts';

/** A device that has no key in store. */
export interface Unarmed extends Pick<PushAddress, 'p256dh' | 'auth'> {
  subscriptionId: string;
}

/** Sender keys made in quiet times. They are taken out by DeliveryStore.take, with their devices. */
export interface ArmedStore {
  /** In id order, after an id. */
  listUnarmed(after: string, limit: number): Promise<readonly Unarmed[]>;
  /** Devices that have gone meanwhile, or were armed by somebody else, are passed over. */
  keep(keys: readonly { subscriptionId: string; sealed: Uint8Array }[], at: Instant): Promise<void>;
  /** Whether deliveries are under way or due: the processor belongs to them. */
  isSending(now: Instant): Promise<boolean>;
}

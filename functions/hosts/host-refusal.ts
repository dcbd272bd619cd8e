/**
 * A reason not to start that the operator can act on, already in their language.
 * Hosts and the CLI print `message` alone; anything else that is thrown is a bug and keeps its stack.
 */
export class HostRefusal extends Error {
  override name = 'HostRefusal';
}

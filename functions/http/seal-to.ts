/** An age file for one recipient. The library is loaded when it is first needed: most servers never need it here. */
export async function sealTo(recipient: string, plain: string): Promise<Uint8Array> {
  const { Encrypter } = await import('age-encryption');
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  return encrypter.encrypt(plain);
}

import { useId, useState } from 'react';

interface Props {
  action: string;
  onGo(file: string, passphrase: string): Promise<void>;
}

/** A key file and its passphrase; both are read here and go nowhere. */
export function FileAndPassphrase({ action, onGo }: Props) {
  const id = useId();
  const [file, setFile] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const [isBusy, setBusy] = useState(false);
  const go = async (): Promise<void> => {
    setBusy(true);
    await onGo(file, passphrase).finally(() => setBusy(false));
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void go();
      }}
    >
      <p className="field">
        <label htmlFor={`${id}-file`}>密钥文件</label>
        <input
          id={`${id}-file`}
          type="file"
          accept=".age"
          required
          onChange={(event) => void event.target.files?.[0]?.text().then(setFile)}
        />
      </p>
      <p className="field">
        <label htmlFor={`${id}-passphrase`}>口令</label>
        <input
          id={`${id}-passphrase`}
          type="text"
          required
          autoComplete="off"
          spellCheck={false}
          placeholder="XXXX-XXXX-XXXX-XXXX-XXXX"
          value={passphrase}
          onChange={(event) => setPassphrase(event.target.value)}
        />
      </p>
      <button className="button primary" type="submit" disabled={isBusy}>
        {isBusy ? '正在打开…' : action}
      </button>
    </form>
  );
}
